// @ts-check
// Mixed load on an engine and a gateway, with faults and attacks. Leaks show in the resources that both hold afterwards.
import { setTimeout as pause } from 'node:timers/promises';
import { Arena, heldBy } from '../../engine/test/servers/arena.mjs';
import { FaultyProxy } from '../../engine/test/servers/proxy.mjs';
import { freePort, startGateway } from '../lib/services.mjs';
import { ATTACKS } from './attacks.mjs';
import { kbInUse } from './node-memory.mjs';
import { Counts, report } from './report.mjs';
import { engineRequests, gatewayCaller, gatewayRequests } from './requests.mjs';
import { leaksOf, ResourceUse } from './resource-use.mjs';

/** Concurrent clients and attackers. */
const CLIENTS = 8;
const ATTACKERS = 4;
const SAMPLE_EVERY_MS = 2_000;
/** Idle connections and pooled sessions are closed within a minute. */
const QUIET_MS = 70_000;
/**
 * glibc keeps freed memory in caches of each thread and in up to 8 arenas for each processor, which fill for longer than a soak lasts and
 * would hide a leak. With one arena, no caches, and a fixed size from which blocks return to the system, resident memory is close to the
 * memory in use.
 */
const RETURN_FREED_MEMORY =
  'glibc.malloc.tcache_count=0:glibc.malloc.arena_max=1:glibc.malloc.mmap_threshold=131072';

/**
 * @param {import('../lib/supervisor.mjs').Supervisor} supervisor
 * @param {number} minutes
 * @returns {Promise<{text: string, leaks: string[]}>} the figures as Markdown, and what is wrong with them
 */
export async function soak(supervisor, minutes) {
  const arena = await Arena.open(
    { PREVIEW_MAX: '16', EXPORT_STALL_MS: '2000', GLIBC_TUNABLES: RETURN_FREED_MEMORY },
    supervisor,
  );
  const server = await arena.postgres();
  const proxy = await FaultyProxy.open(server.port);
  const inspectorPort = await freePort();
  const gateway = await startGateway(supervisor, {
    engine: arena.engine,
    demoUrl: arena.reader(server),
    env: { PORT: '0', REQUEST_TIMEOUT_MS: '3000' },
    nodeArgs: [`--inspect=127.0.0.1:${inspectorPort}`],
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
  const inUseBefore = await kbInUse(inspectorPort);
  const uses = {
    engine: new ResourceUse(() => arena.held()),
    gateway: new ResourceUse(() => heldBy(gateway.child.pid ?? 0)),
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
  const inUse = { before: inUseBefore, after: await kbInUse(inspectorPort) };
  const leaks = [
    ...(sessions > 0 ? [`${sessions} open sessions in Postgres`] : []),
    ...leaksOf(result, inUse, minutes),
  ];
  const load = { minutes, clients: CLIENTS, attackers: ATTACKERS };
  return { text: report(load, outcomes, attacked, result, inUse, sessions), leaks };
}

/** The error of a request without a response. @param {Error & {cause?: {code?: string}}} error */
const nameOf = (error) => error.cause?.code ?? error.name;

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
