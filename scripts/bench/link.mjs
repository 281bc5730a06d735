// @ts-check
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEngine } from '../lib/services.mjs';
import { UserError } from '../lib/supervisor.mjs';
import { caller } from '../lib/http-client.mjs';
import { within } from './line.mjs';
import { MAPPING, RELATION } from './mapping.mjs';
import { inTurn, median } from './measure.mjs';

const ROUND_TRIP_MS = 20;

/**
 * How many round trips the engine needs over a link where each takes 20 ms. The connection string refuses TLS, which would add
 * its own.
 * @param {import('./setting.mjs').Setting} setting
 * @returns {Promise<import('./line.mjs').Line[]>}
 */
export async function linkLines({ supervisor, url, token, rounds }) {
  const link = await SlowLink.open(new URL(url));
  const engine = await startEngine(supervisor, { token, port: '0', env: { SAMPLE_CACHE_MB: '0' } });
  const { call, close } = caller(engine.port, token);
  const connection = { connectionString: link.url };
  /** @param {string} path @param {object} body */
  const roundTrips = async (path, body) => {
    // Nobody waits for the end of a transaction, unless the next request comes before it.
    await sleep(3 * ROUND_TRIP_MS);
    const { status, text, ms } = await call(path, { ...connection, ...body });
    if (status !== 200) throw new UserError(`${path} failed: ${text}`);
    return ms / ROUND_TRIP_MS;
  };
  const rows = { relation: RELATION, mapping: MAPPING };
  const measured = await inTurn(
    {
      // Puts a session into the pool for the next requests.
      verify: () => roundTrips('/v1/verify', {}),
      preview: () => roundTrips('/v1/preview', rows),
      relations: () => roundTrips('/v1/relations', {}),
      relation: () => roundTrips('/v1/relation', { relation: RELATION }),
      row: () => roundTrips('/v1/export', { ...rows, limit: 1 }),
      workers: () => firstByte(engine.port, token, { ...connection, ...rows, workers: 8 }),
    },
    rounds,
  );
  close();
  link.close();
  await supervisor.stop(engine.child);
  /** @param {string} work @param {number[]} values @param {number} most */
  const line = (work, values, most) =>
    within(work, `a link with ${ROUND_TRIP_MS} ms there and back`, {
      value: median(values),
      most,
      unit: 'round trips',
    });
  return [
    line('preview without a sample', measured.preview, 3.5),
    line('list of relations', measured.relations, 2.5),
    line('one relation', measured.relation, 2.5),
    line('export of one row, connecting included', measured.row, 7.5),
    line('export with 8 workers until its first byte', measured.workers, 20),
  ];
}

/**
 * @param {number} port
 * @param {string} token
 * @param {object} body
 * @returns {Promise<number>} round trips until the first byte of the response
 */
async function firstByte(port, token, body) {
  const begin = performance.now();
  const abort = new AbortController();
  const response = await fetch(`http://127.0.0.1:${port}/v1/export`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: abort.signal,
  });
  if (response.status !== 200) throw new UserError(`An export failed: ${await response.text()}`);
  await response.body?.getReader().read();
  const ms = performance.now() - begin;
  abort.abort();
  return ms / ROUND_TRIP_MS;
}

/** Forwards each byte after half a round trip, in both directions. */
class SlowLink {
  /** @type {Set<net.Socket>} */
  #sockets = new Set();
  #server;
  url = '';

  /** @param {URL} to */
  constructor(to) {
    this.#server = net.createServer((near) => {
      const far = net.connect(Number(to.port), to.hostname);
      this.#pass(near, far, true);
      this.#pass(far, near, false);
    });
  }

  /** @param {URL} to a connection string */
  static async open(to) {
    const link = new SlowLink(to);
    await new Promise((resolve) => link.#server.listen(0, '127.0.0.1', () => resolve(undefined)));
    const url = new URL(to);
    url.port = String(/** @type {net.AddressInfo} */ (link.#server.address()).port);
    url.searchParams.set('sslmode', 'disable');
    link.url = url.href;
    return link;
  }

  /** @param {net.Socket} from @param {net.Socket} into @param {boolean} client whether `from` is the side that connects */
  #pass(from, into, client) {
    this.#sockets.add(from);
    from.setNoDelay(true);
    // The TCP handshake takes no time here, so the client's first bytes are delayed by its round trip.
    const open = performance.now() + (client ? ROUND_TRIP_MS : 0);
    let passed = Promise.resolve();
    const later = (/** @type {() => void} */ act) => {
      const due = Math.max(performance.now(), open) + ROUND_TRIP_MS / 2;
      passed = passed.then(() => sleep(Math.max(0, due - performance.now()))).then(act);
    };
    from.on('data', (chunk) => later(() => void into.write(chunk)));
    from.on('end', () => later(() => void into.end()));
    from.on('error', () => into.destroy());
    from.on('close', () => this.#sockets.delete(from));
  }

  close() {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }
}
