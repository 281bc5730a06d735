// @ts-check
import { atMost, busyMeanwhile, timesFaster } from './line.mjs';
import { MAPPING, RELATION } from './mapping.mjs';
import { cpuSeconds, inTurn, median, quantile, repeat } from './measure.mjs';

/** @typedef {import('./line.mjs').Line} Line */
/** @typedef {import('./preview-services.mjs').Services} Services */

const CLIENTS = 32;
/** Previews of each client, and of one client alone. */
const TIMES_EACH = 100;
const TIMES_ALONE = 300;

/**
 * @param {import('./setting.mjs').Setting} setting
 * @param {Services} services
 * @returns {Promise<Line[]>}
 */
export async function manyClients({ rounds }, { gateway, preview }) {
  const once = () => preview(RELATION, MAPPING);
  /** @type {number[]} */
  const busy = [];
  const times = await inTurn(
    {
      alone: () => pace([() => repeat(once, TIMES_ALONE)]),
      together: async () => {
        const before = cpuSeconds(gateway.child.pid);
        const measured = await pace(Array.from({ length: CLIENTS }, () => () => repeat(once, TIMES_EACH)));
        busy.push((cpuSeconds(gateway.child.pid) - before) / measured.seconds);
        return measured;
      },
    },
    rounds,
  );
  const { alone, together } = times;
  return [
    timesFaster(`${CLIENTS} clients previewing at once, throughput`, 'one client', {
      ours: median(together.map(({ each }) => each)),
      theirs: median(alone.map(({ each }) => each)),
      least: 2,
    }),
    busyMeanwhile('the gateway meanwhile', 'its one thread', median(busy)),
    atMost('their 99th percentile', "one client's", {
      ours: median(together.map(({ p99 }) => p99)),
      theirs: median(alone.map(({ p99 }) => p99)),
      most: 20,
    }),
  ];
}

/**
 * Measures the response times of concurrent clients.
 * @param {(() => Promise<number[]>)[]} clients
 */
async function pace(clients) {
  const begin = performance.now();
  const times = (await Promise.all(clients.map((client) => client()))).flat();
  const elapsed = performance.now() - begin;
  return { each: elapsed / times.length, p99: quantile(times, 0.99), seconds: elapsed / 1000 };
}
