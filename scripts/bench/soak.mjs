// @ts-check
// Mixed load on an engine and a gateway, with faults and attacks. Leaks show in the resources that both hold afterwards.
import { setTimeout as pause } from 'node:timers/promises';
import { Arena, heldBy } from '../../engine/test/servers/arena.mjs';
import { FaultyProxy } from '../../engine/test/servers/proxy.mjs';
import { startGateway } from '../lib/services.mjs';
import { caller } from './api.mjs';
import { ATTACKS } from './attacks.mjs';

/** Concurrent clients and attackers. */
const CLIENTS = 8;
const ATTACKERS = 4;
const SAMPLE_EVERY_MS = 2_000;
/** Idle connections and pooled sessions are closed within a minute. */
const QUIET_MS = 70_000;
/** Descriptors that may be open afterwards: a log's, and that of a client that has not closed yet. */
const SLACK = 4;
/** Faster growth is a leak. An allocator keeps memory that it has used, and V8's heap grows and shrinks. */
const MOST_KB_PER_HOUR = { engine: 8 * 1024, gateway: 64 * 1024 };
/**
 * Disables glibc's per-thread caches of freed memory. The engine's threads fill them for longer than a soak lasts, up to about ten
 * megabytes, which would hide a leak.
 */
const NO_THREAD_CACHES = 'glibc.malloc.tcache_count=0';

/**
 * @typedef {'engine' | 'gateway'} Service
 * @typedef {ReturnType<typeof heldBy>} Held
 * @typedef {{before: Held, after: Held, peakKb: number, kbPerHour: number}} Use
 */

/**
 * @param {import('../lib/supervisor.mjs').Supervisor} supervisor
 * @param {number} minutes
 * @returns {Promise<{text: string, leaks: string[]}>} the figures as Markdown, and what is wrong with them
 */
export async function soak(supervisor, minutes) {
  const arena = await Arena.open(
    { PREVIEW_MAX: '16', EXPORT_STALL_MS: '2000', GLIBC_TUNABLES: NO_THREAD_CACHES },
    supervisor,
  );
  const server = await arena.postgres();
  const proxy = await FaultyProxy.open(server.port);
  const gateway = await startGateway(supervisor, {
    engine: arena.engine,
    demoUrl: arena.reader(server),
    env: { PORT: '0', REQUEST_TIMEOUT_MS: '3000' },
    quiet: true,
  });
  const through = await gatewayCaller(gateway.port);
  const outcomes = new Counts();
  const attacked = new Counts();
  const requests = [...engineRequests(arena, server, proxy), ...gatewayRequests(through)];
  const attacks = attacksOn([
    { port: arena.engine.port, path: '/v1/preview', token: arena.engine.token },
    { port: gateway.port, path: '/api/v1/previews', token: through.token },
  ]);

  // Every request once, so that threads, caches and pools exist before the first measurement.
  for (const send of requests) await send().catch(() => undefined);
  await pause(5_000);
  const uses = {
    engine: new MemoryUse(() => arena.held()),
    gateway: new MemoryUse(() => heldBy(gateway.child.pid ?? 0)),
  };
  const began = performance.now();
  const isOver = () => performance.now() - began > minutes * 60_000;

  const clients = Array.from({ length: CLIENTS }, async (_, client) => {
    for (let turn = client; !isOver(); turn++)
      outcomes.add((await requests[turn % requests.length]?.().catch(nameOf)) ?? 'none');
  });
  const attackers = Array.from({ length: ATTACKERS }, async (_, attacker) => {
    for (let turn = attacker; !isOver(); turn++) {
      const [name, attack] = attacks[turn % attacks.length] ?? ['', async () => ''];
      attacked.add(`${name}: ${await attack()}`);
    }
  });
  const faults = (async () => {
    for (let turn = 0; !isOver(); turn++) {
      await pause(700);
      if (turn % 4 === 0) proxy.reset();
      if (turn % 4 === 1) await terminateSome(arena, server);
      if (turn % 20 === 10) {
        await server.shutDown();
        await pause(300);
        await server.boot();
      }
    }
  })();
  while (!isOver()) {
    await pause(SAMPLE_EVERY_MS);
    for (const use of Object.values(uses)) use.sample();
  }
  await Promise.all([...clients, ...attackers, faults]);
  proxy.reset();
  through.close();
  await pause(QUIET_MS);

  const [{ n: sessions }] = await arena.sql(
    server,
    `SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'rowhook'`,
  );
  proxy.close();
  const result = { engine: uses.engine.end(), gateway: uses.gateway.end() };
  const leaks = [
    ...(sessions > 0 ? [`${sessions} open sessions in Postgres`] : []),
    ...leaksOf('engine', result.engine, minutes),
    ...leaksOf('gateway', result.gateway, minutes),
  ];
  return { text: report(minutes, outcomes, attacked, result, sessions), leaks };
}

/** Counts events by name. */
class Counts {
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

/** The resources of a service before, during and after the load. */
class MemoryUse {
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

/** The error of a request without a response. @param {Error & {cause?: {code?: string}}} error */
const nameOf = (error) => error.cause?.code ?? error.name;

/** @param {string} status of HTTP @param {{code?: unknown}} body */
const outcomeOf = (status, body) => (status === '200' ? 'ok' : String(body.code));

/**
 * The requests of the engine's clients. Each returns `ok` or the code of the problem.
 * @param {Arena} arena
 * @param {import('../lib/postgres.mjs').RunningPostgres} server
 * @param {FaultyProxy} proxy
 * @returns {(() => Promise<string>)[]}
 */
function engineRequests(arena, server, proxy) {
  const direct = arena.reader(server);
  const shaky = arena.reader(server, { port: proxy.port });
  const relation = { schema: 'public', name: 't' };
  const code = async (
    /** @type {Promise<import('../../engine/test/servers/arena.mjs').EngineResponse>} */ response,
  ) => {
    const { status, body } = await response;
    return outcomeOf(String(status), body);
  };
  return [
    () => code(arena.preview(direct)),
    () => code(arena.preview(shaky)),
    () => code(arena.verify(shaky)),
    () => code(arena.verify(arena.reader(server, { password: 'wrong' }))),
    () => code(arena.request('relations', { connectionString: shaky })),
    () => code(arena.request('relation', { connectionString: direct, relation })),
    () => code(arena.request('sample', { connectionString: shaky, relation, refresh: true })),
    () => code(arena.preview(direct, 'gone')),
    () => code(arena.verify('postgres://reader@127.0.0.1:1/x')),
    () => arena.export({ connectionString: direct, relation, mapping: MAPPING }),
    () => arena.export({ connectionString: shaky, relation, mapping: MAPPING }),
    () => arena.export({ connectionString: direct, relation, mapping: MAPPING }, { leaveAfterBytes: 1_000 }),
    async () => {
      const signal = AbortSignal.timeout(100);
      const slow = { schema: 'public', name: 'slow' };
      const body = { connectionString: direct, relation: slow, mapping: { version: 1, fields: [] } };
      return code(arena.request('preview', body, signal)).catch(() => 'client disconnected');
    },
  ];
}

const MAPPING = { version: 1, fields: [{ to: 'user.id', column: 'id' }] };

/** A caller of the gateway that is connected to the demo database. @param {number} port */
async function gatewayCaller(port) {
  const first = caller(port, '');
  const { text } = await first.call('/api/v1/connections', { use: 'demo' });
  first.close();
  /** @type {{token: string}} */
  const { token } = JSON.parse(text);
  return { token, ...caller(port, token) };
}

/**
 * The requests of the gateway's clients. Each returns `ok` or the code of the problem.
 * @param {Awaited<ReturnType<typeof gatewayCaller>>} through
 * @returns {(() => Promise<string>)[]}
 */
function gatewayRequests({ call }) {
  const relation = { schema: 'public', name: 't' };
  const code = async (/** @type {string} */ path, /** @type {object} */ body) => {
    const { status, text } = await call(path, body);
    if (path.endsWith('/checks')) return text.includes('"report"') ? 'ok' : 'incomplete';
    return outcomeOf(String(status), JSON.parse(text));
  };
  const schema = { properties: { user: { properties: { id: { type: 'string' } } } } };
  return [
    () => code('/api/v1/previews', { relation, mapping: MAPPING }),
    () => code('/api/v1/previews', { relation, mapping: MAPPING, schema }),
    () => code('/api/v1/samples', { relation, refresh: true }),
    () => code('/api/v1/checks', { relation, mapping: MAPPING }),
    () => code('/api/v1/checks', { relation, mapping: MAPPING, schema }),
  ];
}

/** @param {import('./attacks.mjs').Target[]} targets @returns {[name: string, attack: () => Promise<string>][]} */
function attacksOn(targets) {
  return Object.entries(ATTACKS).flatMap(([name, attack]) =>
    targets.map((target) => /** @type {[string, () => Promise<string>]} */ ([name, () => attack(target)])),
  );
}

/** @param {Arena} arena @param {import('../lib/postgres.mjs').RunningPostgres} server */
async function terminateSome(arena, server) {
  const sql = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'rowhook' AND random() < 0.5`;
  await arena.sql(server, sql).catch(() => undefined);
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
function leaksOf(service, { before, after, kbPerHour }, minutes) {
  return [
    after.descriptors > before.descriptors + SLACK &&
      `${service}: ${after.descriptors} descriptors, ${before.descriptors} before`,
    after.threads > before.threads && `${service}: ${after.threads} threads, ${before.threads} before`,
    minutes >= 10 &&
      kbPerHour > MOST_KB_PER_HOUR[service] &&
      `${service}: memory grows by ${Math.round(kbPerHour)} kB an hour`,
  ].filter((leak) => typeof leak === 'string');
}

/**
 * @param {number} minutes
 * @param {Counts} outcomes
 * @param {Counts} attacked
 * @param {Record<Service, Use>} uses
 * @param {number} sessions
 */
function report(minutes, outcomes, attacked, { engine, gateway }, sessions) {
  const mb = (/** @type {number} */ kb) => `${(kb / 1024).toFixed(1)} MB`;
  const row = (/** @type {string} */ what, /** @type {(use: Use) => (string | number)[]} */ cells) =>
    `| ${[what, ...cells(engine), ...cells(gateway)].join(' | ')} |`;
  return [
    `\`npm run soak\` ran for ${minutes} minutes: ${CLIENTS} clients request previews, samples, catalogs, checks and exports, some disconnect`,
    `early, connections are reset, sessions terminated, and the server is restarted every 14 seconds. ${ATTACKERS} attackers run at the same time.`,
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
    '',
    `Resident memory was at most ${mb(engine.peakKb)} in the engine and ${mb(gateway.peakKb)} in the gateway. In the last two thirds it grew by`,
    `${mb(engine.kbPerHour)} and ${mb(gateway.kbPerHour)} per hour. ${sessions} sessions were open in Postgres afterwards.`,
  ].join('\n');
}
