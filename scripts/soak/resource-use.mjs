// @ts-check

/** Descriptors that may be open afterwards: a log's, and that of a client that has not closed yet. */
const SLACK = 4;
/** Faster growth of the engine's resident memory is a leak. Its allocator keeps memory that it has used. */
const MOST_KB_PER_HOUR = 8 * 1024;
/**
 * A larger difference of the memory in use by the gateway's main thread is a leak. Node.js compiles and caches some code during the load.
 */
const MOST_KB_IN_USE = 8 * 1024;
/**
 * A larger difference of the gateway's resident memory is a leak, in a validator's thread or outside of the heaps. A smaller one shows none:
 * it depends on when garbage is collected, and freed blocks remain resident between others.
 */
const MOST_RESIDENT_KB = 256 * 1024;

/**
 * @typedef {'engine' | 'gateway'} Service
 * @typedef {ReturnType<typeof import('../../engine/test/servers/arena.mjs').heldBy>} Held
 * @typedef {{before: Held, after: Held, peakKb: number, kbPerHour: number}} Use
 * @typedef {{before: number, after: number}} InUse kB in use by the gateway's main thread, without garbage
 */

/** The resources of a service before, during and after the load. */
export class ResourceUse {
  #began = performance.now();
  /** @type {{minutes: number, kb: number}[]} */
  #samples = [];

  /** @param {() => Held} held */
  constructor(held) {
    this.held = held;
    this.before = held();
  }

  sample() {
    this.#samples.push({ minutes: (performance.now() - this.#began) / 60_000, kb: this.held().residentKb });
  }

  /** @returns {Use} */
  end() {
    // During the first third, caches and the allocator fill.
    const later = this.#samples.slice(Math.floor(this.#samples.length / 3));
    return {
      before: this.before,
      after: this.held(),
      peakKb: Math.max(...this.#samples.map(({ kb }) => kb)),
      kbPerHour: slopePerHour(later),
    };
  }
}

/** Least squares. @param {{minutes: number, kb: number}[]} points */
function slopePerHour(points) {
  const mean = (/** @type {number[]} */ values) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const x = mean(points.map(({ minutes }) => minutes));
  const y = mean(points.map(({ kb }) => kb));
  const above = points.reduce((sum, { minutes, kb }) => sum + (minutes - x) * (kb - y), 0);
  const below = points.reduce((sum, { minutes }) => sum + (minutes - x) ** 2, 0);
  return below === 0 ? 0 : (above / below) * 60;
}

/** @param {Record<Service, Use>} uses @param {InUse} inUse @param {number} minutes @returns {string[]} */
export function leaksOf({ engine, gateway }, inUse, minutes) {
  const growth = Math.round(inUse.after - inUse.before);
  const residentGrowth = gateway.after.residentKb - gateway.before.residentKb;
  return [
    ...handlesLeft('engine', engine),
    ...handlesLeft('gateway', gateway),
    minutes >= 10 &&
      engine.kbPerHour > MOST_KB_PER_HOUR &&
      `engine: memory grows by ${Math.round(engine.kbPerHour)} kB an hour`,
    growth > MOST_KB_IN_USE && `gateway: ${growth} kB more are in use than before`,
    residentGrowth > MOST_RESIDENT_KB && `gateway: ${residentGrowth} kB more are resident than before`,
  ].filter((leak) => typeof leak === 'string');
}

/** @param {Service} service @param {Use} use */
function handlesLeft(service, { before, after }) {
  return [
    after.descriptors > before.descriptors + SLACK &&
      `${service}: ${after.descriptors} descriptors, ${before.descriptors} before`,
    after.threads > before.threads && `${service}: ${after.threads} threads, ${before.threads} before`,
  ];
}
