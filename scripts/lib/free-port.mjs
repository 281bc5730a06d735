// @ts-check
import net from 'node:net';

/** @returns {Promise<number>} a TCP port on 127.0.0.1 that is free now; for programs that cannot choose one themselves */
export async function freePort() {
  const server = net.createServer();
  await new Promise((resolve, reject) =>
    server.once('error', reject).listen(0, '127.0.0.1', () => resolve(undefined)),
  );
  const { port } = /** @type {net.AddressInfo} */ (server.address());
  await new Promise((resolve) => server.close(resolve));
  return port;
}
