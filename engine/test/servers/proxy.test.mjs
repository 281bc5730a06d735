// @ts-check
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import path from 'node:path';
import { test } from 'node:test';
import { FaultyProxy } from './proxy.mjs';

test('a reset reaches both sides of a connection', async () => {
  const server = net.createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = /** @type {net.AddressInfo} */ (server.address());
  const proxy = await FaultyProxy.open(port);
  const near = net.connect(proxy.port, '127.0.0.1');
  const [far] = /** @type {[net.Socket]} */ (await once(server, 'connection'));
  const ended = [near, far].map((socket) => once(socket.resume(), 'error'));
  proxy.reset();
  for (const [error] of await Promise.all(ended)) assert.equal(error.code, 'ECONNRESET');
  proxy.close();
  server.close();
});

// What it is about happens when a process ends, so it has one of its own.
test('a reset of a connection that is ending keeps no process from its end', () => {
  const script = `
    import { once } from 'node:events';
    import net from 'node:net';
    import { FaultyProxy } from ${JSON.stringify(path.join(import.meta.dirname, 'proxy.mjs'))};
    const server = net.createServer((socket) => socket.on('error', () => {}).resume());
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const proxy = await FaultyProxy.open(server.address().port);
    // Both ends arrive in one turn of the event loop, the one that calls for the reset after the other.
    const bell = net.createServer((socket) => socket.resume().on('end', () => proxy.reset()));
    await once(bell.listen(0, '127.0.0.1'), 'listening');
    const clients = [proxy.port, bell.address().port].map((port) => net.connect(port, '127.0.0.1'));
    for (const client of clients) await once(client.on('error', () => {}), 'connect');
    await new Promise((resolve) => setTimeout(resolve, 50));
    for (const client of clients) client.end();
    await once(clients[1].resume(), 'close');
    proxy.close();
    server.close();
    bell.close();`;
  const child = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { timeout: 5_000 });
  assert.equal(child.error, undefined);
  assert.equal(child.status, 0, String(child.stderr));
});
