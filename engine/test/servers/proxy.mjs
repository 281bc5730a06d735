// @ts-check
import net from 'node:net';

/**
 * Whether this is a CancelRequest (https://www.postgresql.org/docs/current/protocol-message-formats.html).
 * @param {Buffer} chunk
 */
const isCancel = (chunk) => chunk.length === 16 && chunk.readUInt32BE(4) === 80_877_102;

/** A TCP connection between the engine and a server that can be made to fail. */
export class FaultyProxy {
  /** @type {Set<net.Socket>} */
  #sockets = new Set();
  #server = net.createServer((near) => this.#join(near));
  #stalled = false;
  #cancels = 0;
  /** The largest number of concurrent cancel requests. */
  mostCancels = 0;
  port = 0;

  /** @param {number} to the real server's port */
  constructor(to) {
    this.to = to;
  }

  /** @param {number} to */
  static async open(to) {
    const proxy = new FaultyProxy(to);
    await new Promise((resolve) => proxy.#server.listen(0, '127.0.0.1', () => resolve(undefined)));
    proxy.port = /** @type {net.AddressInfo} */ (proxy.#server.address()).port;
    return proxy;
  }

  /** @param {net.Socket} near */
  #join(near) {
    const far = net.connect(this.to, '127.0.0.1');
    for (const [from, into] of /** @type {const} */ ([
      [near, far],
      [far, near],
    ])) {
      this.#sockets.add(from);
      from.on('data', (chunk) => {
        if (from === near && isCancel(chunk)) this.#count(near);
        if (!this.#stalled) into.write(chunk);
      });
      from.on('close', () => {
        this.#sockets.delete(from);
        into.destroy();
      });
      from.on('error', () => into.destroy());
    }
  }

  /** @param {net.Socket} canceller */
  #count(canceller) {
    this.mostCancels = Math.max(this.mostCancels, ++this.#cancels);
    canceller.on('close', () => this.#cancels--);
  }

  /** Resets every connection. */
  reset() {
    for (const socket of this.#sockets) {
      // Node.js loses a socket that is reset while its FIN is being sent, and then never exits.
      if (socket.writableEnded) socket.destroy();
      else socket.resetAndDestroy();
    }
  }

  /** Drops all data from now on without closing the connections. */
  stall() {
    this.#stalled = true;
  }

  flow() {
    this.#stalled = false;
  }

  close() {
    this.reset();
    this.#server.close();
  }
}
