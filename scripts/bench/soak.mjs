// @ts-check
// Mixed load on one engine with faults all the time. Leaks show in what it holds when all is over, not in any one answer.
import { setTimeout as pause } from 'node:timers/promises';
import { Arena } from '../../engine/test/servers/arena.mjs';
import { FaultyProxy } from '../../engine/test/servers/proxy.mjs';

/** Clients that ask at the same time. */
const CLIENTS = 8;
const SAMPLE_EVERY_MS = 2_000;
/** Kept-alive connections and pooled sessions end by themselves within a minute. */
const SETTLE_MS = 70_000;
/** What may still differ after that: a log's descriptor, a reader that has not closed yet. */
const SLACK = 4;
/** An allocator keeps what it has used; more than this an hour is a leak. */
const MOST_KB_PER_HOUR = 8 * 1024;
/**
 * glibc keeps freed memory for each thread apart, without giving it back: the engine's threads fill these caches for longer than a soak
 * lasts, to some ten megabytes in all, and a leak would hide in that. So they are switched off here.
 */
const NO_CACHE_A_THREAD = 'glibc.malloc.tcache_count=0';

/**
 * @param {import('../lib/supervisor.mjs').Supervisor} supervisor
 * @param {number} minutes
 * @returns {Promise<{text: string, leaks: string[]}>} the figures as Markdown, and what is wrong with them
 */
export async function soak(supervisor, minutes) {
  const arena = await Arena.open(
    { PREVIEW_MAX: '16', EXPORT_STALL_MS: '2000', GLIBC_TUNABLES: NO_CACHE_A_THREAD },
    supervisor,
  );
  const server = await arena.postgres();
  const proxy = await FaultyProxy.open(server.port);
  const counts = new Map();
  const count = (/** @type {string} */ what) => counts.set(what, (counts.get(what) ?? 0) + 1);
  const acts = actsOf(arena, server, proxy);

  // Every kind of request once, so that threads, caches and pools exist before anything is compared.
  for (const act of acts) await act().catch(() => undefined);
  await pause(5_000);
  const before = arena.held();
  const began = performance.now();
  const over = () => performance.now() - began > minutes * 60_000;

  /** @type {{minutes: number, kb: number}[]} */
  const memory = [];
  const clients = Array.from({ length: CLIENTS }, async (_, client) => {
    for (let turn = client; !over(); turn++) {
      const act = acts[turn % acts.length];
      count((await act?.().catch(nameOf)) ?? 'none');
    }
  });
  const faults = (async () => {
    for (let turn = 0; !over(); turn++) {
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
  while (!over()) {
    await pause(SAMPLE_EVERY_MS);
    memory.push({ minutes: (performance.now() - began) / 60_000, kb: arena.held().residentKb });
  }
  await Promise.all([...clients, faults]);
  proxy.reset();
  await pause(SETTLE_MS);

  const after = arena.held();
  const sessions = (
    await arena.sql(
      server,
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'rowhook'`,
    )
  )[0].n;
  proxy.close();
  // The first third fills caches and the allocator's own.
  const slope = slopePerHour(memory.slice(Math.floor(memory.length / 3)));
  const leaks = [
    sessions > 0 && `${sessions} sessions are left`,
    after.descriptors > before.descriptors + SLACK &&
      `${after.descriptors} descriptors, ${before.descriptors} before`,
    after.threads > before.threads && `${after.threads} threads, ${before.threads} before`,
    minutes >= 10 && slope > MOST_KB_PER_HOUR && `memory grows by ${Math.round(slope)} kB an hour`,
  ].filter((leak) => typeof leak === 'string');
  return { text: report(minutes, counts, before, after, sessions, slope), leaks };
}

/** What a call without any answer ended with. @param {Error & {cause?: {code?: string}}} error */
const nameOf = (error) => error.cause?.code ?? error.name;

/**
 * What clients do: each answers with the code of what it got, or `ok`.
 * @param {Arena} arena
 * @param {import('../lib/postgres.mjs').RunningPostgres} server
 * @param {FaultyProxy} proxy
 * @returns {(() => Promise<string>)[]}
 */
function actsOf(arena, server, proxy) {
  const direct = arena.reader(server);
  const shaky = arena.reader(server, { port: proxy.port });
  const relation = { schema: 'public', name: 't' };
  const mapping = { version: 1, fields: [{ to: 'user.id', column: 'id' }] };
  const code = async (
    /** @type {Promise<import('../../engine/test/servers/arena.mjs').Answer>} */ answer,
  ) => {
    const { status, body } = await answer;
    return status === 200 ? 'ok' : String(body.code);
  };
  return [
    () => code(arena.preview(direct)),
    () => code(arena.preview(shaky)),
    () => code(arena.verify(shaky)),
    () => code(arena.verify(arena.reader(server, { password: 'wrong' }))),
    () => code(arena.ask('relations', { connectionString: shaky })),
    () => code(arena.ask('relation', { connectionString: direct, relation })),
    () => code(arena.ask('sample', { connectionString: shaky, relation, refresh: true })),
    () => code(arena.preview(direct, 'gone')),
    () => code(arena.verify('postgres://reader@127.0.0.1:1/x')),
    () => arena.export({ connectionString: direct, relation, mapping }),
    () => arena.export({ connectionString: shaky, relation, mapping }),
    () => arena.export({ connectionString: direct, relation, mapping }, { leaveAfterBytes: 1_000 }),
    async () => {
      const signal = AbortSignal.timeout(100);
      const slow = { schema: 'public', name: 'slow' };
      const asked = { connectionString: direct, relation: slow, mapping: { version: 1, fields: [] } };
      return code(arena.ask('preview', asked, signal)).catch(() => 'left');
    },
  ];
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

/**
 * @param {number} minutes
 * @param {Map<string, number>} counts
 * @param {ReturnType<Arena['held']>} before
 * @param {ReturnType<Arena['held']>} after
 * @param {number} sessions
 * @param {number} slope kB an hour
 */
function report(minutes, counts, before, after, sessions, slope) {
  const total = [...counts.values()].reduce((sum, one) => sum + one, 0);
  const outcomes = [...counts].sort((a, b) => b[1] - a[1]);
  return [
    `${minutes} minutes, ${CLIENTS} clients: previews, samples, catalogs, exports, readers that leave, through a network that`,
    'resets, sessions that are terminated, and a server that is stopped and started every 14 seconds.',
    '',
    '| outcome | requests |',
    '| --- | ---: |',
    ...outcomes.map(([outcome, requests]) => `| ${outcome} | ${requests} |`),
    `| all | ${total} |`,
    '',
    '| what the engine holds | before | after |',
    '| --- | ---: | ---: |',
    `| descriptors | ${before.descriptors} | ${after.descriptors} |`,
    `| threads | ${before.threads} | ${after.threads} |`,
    `| sessions in Postgres | 0 | ${sessions} |`,
    `| resident memory | ${mb(before.residentKb)} | ${mb(after.residentKb)} |`,
    '',
    `Resident memory over the last two thirds: ${(slope / 1024).toFixed(1)} MB an hour.`,
  ].join('\n');
}

/** @param {number} kb */
const mb = (kb) => `${(kb / 1024).toFixed(1)} MB`;
