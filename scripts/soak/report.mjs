// @ts-check

/**
 * @typedef {import('./resource-use.mjs').Use} Use
 * @typedef {import('./resource-use.mjs').InUse} InUse
 */

/** Counts events by name. */
export class Counts {
  /** @type {Map<string, number>} */
  #counts = new Map();

  /** @param {string} name */
  add(name) {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  /** @returns {[string, number][]} the most frequent first */
  sorted() {
    return [...this.#counts].sort((a, b) => b[1] - a[1]);
  }

  get total() {
    return this.sorted().reduce((sum, [, count]) => sum + count, 0);
  }
}

/**
 * @param {{minutes: number, clients: number, attackers: number}} load
 * @param {Counts} outcomes
 * @param {Counts} attacked
 * @param {Record<import('./resource-use.mjs').Service, Use>} uses
 * @param {InUse} inUse
 * @param {number} sessions open in Postgres afterwards
 * @returns {string} in Markdown
 */
export function report(
  { minutes, clients, attackers },
  outcomes,
  attacked,
  { engine, gateway },
  inUse,
  sessions,
) {
  const mb = (/** @type {number} */ kb) => `${(kb / 1024).toFixed(1)} MB`;
  const row = (/** @type {string} */ what, /** @type {(use: Use) => (string | number)[]} */ cells) =>
    `| ${[what, ...cells(engine), ...cells(gateway)].join(' | ')} |`;
  return [
    `\`npm run soak\` ran for ${minutes} minutes: ${clients} clients request previews, samples, catalogs, checks and exports, some disconnect`,
    `early, connections are reset, sessions terminated, and the server is restarted every 14 seconds. ${attackers} attackers run at the same time.`,
    '',
    '| outcome | requests |',
    '| --- | ---: |',
    ...outcomes.sorted().map(([outcome, count]) => `| ${outcome} | ${count} |`),
    `| all | ${outcomes.total} |`,
    '',
    '| attack: HTTP status, or the state of the socket after two seconds | times |',
    '| --- | ---: |',
    ...attacked
      .sorted()
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([what, count]) => `| ${what} | ${count} |`),
    '',
    '| resource | engine before | after | gateway before | after |',
    '| --- | ---: | ---: | ---: | ---: |',
    row('descriptors', ({ before, after }) => [before.descriptors, after.descriptors]),
    row('threads', ({ before, after }) => [before.threads, after.threads]),
    row('resident memory', ({ before, after }) => [mb(before.residentKb), mb(after.residentKb)]),
    `| memory in use, after garbage collection | | | ${mb(inUse.before)} | ${mb(inUse.after)} |`,
    '',
    `Resident memory was at most ${mb(engine.peakKb)} in the engine and ${mb(gateway.peakKb)} in the gateway. In the last two thirds, the engine's`,
    `grew by ${mb(engine.kbPerHour)} per hour. ${sessions} sessions were open in Postgres afterwards.`,
  ].join('\n');
}
