// @ts-check
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import path from 'node:path';
import { test } from 'node:test';
import { FaultyProxy } from './proxy.mjs';

test('reset reaches both sides of a connection', async () => {
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

// The failure shows when a process exits, so this test runs in its own process.
test('reset of a closing connection does not keep the process alive', () => {
  const script = `
    import { once } from 'node:events';
    import net from 'node:net';
    import { FaultyProxy } from ${JSON.stringify(path.join(import.meta.dirname, 'proxy.mjs'))};
    const server = net.createServer((socket) => socket.on('error', () => {}).resume());
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const proxy = await FaultyProxy.open(server.address().port);
    // Both sides end in the same turn of the event loop, and the first one triggers the reset.
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
