// @ts-check

/** Descriptors that may be open afterwards: a log's, and that of a client that has not closed yet. */
const SLACK = 4;
/** Faster growth is a leak. An allocator keeps memory that it has used, and V8's heap grows and shrinks. */
const MOST_KB_PER_HOUR = { engine: 8 * 1024, gateway: 64 * 1024 };

/**
 * @typedef {'engine' | 'gateway'} Service
 * @typedef {ReturnType<typeof import('../../engine/test/servers/arena.mjs').heldBy>} Held
 * @typedef {{before: Held, after: Held, peakKb: number, kbPerHour: number}} Use
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

/** @param {Service} service @param {Use} use @param {number} minutes @returns {string[]} */
export function leaksOf(service, { before, after, kbPerHour }, minutes) {
  return [
    after.descriptors > before.descriptors + SLACK &&
      `${service}: ${after.descriptors} descriptors, ${before.descriptors} before`,
    after.threads > before.threads && `${service}: ${after.threads} threads, ${before.threads} before`,
    minutes >= 10 &&
      kbPerHour > MOST_KB_PER_HOUR[service] &&
      `${service}: memory grows by ${Math.round(kbPerHour)} kB an hour`,
  ].filter((leak) => typeof leak === 'string');
}
