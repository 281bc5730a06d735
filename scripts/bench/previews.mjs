// @ts-check
import path from 'node:path';
import { Failure } from '../lib/failure.mjs';
import { findPython } from '../lib/probes.mjs';
import { startEngine, startGateway } from '../lib/services.mjs';
import { caller } from './api.mjs';
import { atMost, busyMeanwhile, timesFaster, within } from './line.mjs';
import { FIRST_TEN, MAPPING, RELATION, WIDE, WIDE_MAPPING } from './mapping.mjs';
import { cpuSeconds, inTurn, median, output, quantile, wallTime } from './measure.mjs';

/** @typedef {import('./line.mjs').Line} Line */

const LIBPQ_SELECT = path.join(import.meta.dirname, 'sides', 'libpq_select.py');

const COPY = path.join(import.meta.dirname, 'sides', 'copy.sql');

const TIMES = 300;
/** Asked before anything is measured, so that Node.js has compiled what it runs. */
const WARM_UP = 2_000;
const CLIENTS = 32;
/** How often each of them asks. */
const TIMES_EACH = 100;
const EXPORTS = 4;

/**
 * Previews, from the caller's side.
 * @param {import('./setting.mjs').Setting} setting
 * @returns {Promise<Line[]>}
 */
export async function previewLines(setting) {
  const asking = await startServices(setting, { SAMPLE_CACHE_MB: '0' });
  const keeping = await startServices(setting, {});
  const lines = [
    ...(await warm(setting, asking)),
    ...(await besideExports(setting, asking)),
    await edited(setting, keeping),
    ...(await manyClients(setting, keeping)),
    await wide(asking),
  ];
  for (const services of [asking, keeping]) await services.end();
  return lines;
}

/**
 * An engine, a gateway before it, and a way to preview through it.
 * @param {import('./setting.mjs').Setting} setting
 * @param {NodeJS.ProcessEnv} engineEnv
 */
async function startServices({ family, url, token }, engineEnv) {
  const engine = await startEngine(family, { token, port: '0', env: engineEnv });
  const env = { PORT: '0', DATABASE_URL: url };
  const gateway = await startGateway(family, { engine: { token, port: engine.port }, demoUrl: url, env });
  const first = caller(gateway.port, '');
  const connected = await first.call('/api/v1/connections', { use: 'configured' });
  first.close();
  /** @type {{token: string}} */
  const connection = JSON.parse(connected.text);
  const { call, close } = caller(gateway.port, connection.token);
  /** @param {{schema: string, name: string}} relation @param {object} mapping @returns {Promise<number>} milliseconds */
  const preview = async (relation, mapping) => {
    const { status, text, ms } = await call('/api/v1/previews', { relation, rows: { limit: 10 }, mapping });
    if (status !== 200) throw new Failure(`A preview failed: ${text}`);
    return ms;
  };
  const end = async () => {
    close();
    await family.end(gateway.child);
    await family.end(engine.child);
  };
  return { engine, gateway, preview, end };
}

/** @typedef {Awaited<ReturnType<typeof startServices>>} Services */

/**
 * @param {() => Promise<number>} act
 * @param {number} [times]
 */
async function repeat(act, times = TIMES) {
  const measured = [];
  for (let i = 0; i < times; ++i) measured.push(await act());
  return measured;
}

/**
 * @param {import('./setting.mjs').Setting} setting
 * @param {Services} services
 * @returns {Promise<Line[]>}
 */
async function warm({ url, rounds }, { preview }) {
  const once = () => preview(RELATION, MAPPING);
  await repeat(once, WARM_UP);
  const times = await inTurn(
    {
      select: async () => {
        const command = findPython() ?? 'python3';
        const printed = await output(command, [LIBPQ_SELECT, FIRST_TEN, String(TIMES)], {
          DATABASE_URL: url,
        });
        return printed.trim().split('\n').map(Number);
      },
      preview: () => repeat(once),
    },
    rounds,
  );
  return [
    within('preview of 10 rows, warm, through the gateway', 'the SELECT on an open libpq connection, more', {
      value: median(times.preview.map(median)) - median(times.select.map(median)),
      most: 2.5,
      unit: 'ms',
      digits: 2,
    }),
    atMost('its 99th percentile', 'its median', {
      ours: median(times.preview.map((round) => quantile(round, 0.99))),
      theirs: median(times.preview.map(median)),
      most: 3,
    }),
  ];
}

/**
 * What exports cost the previews beside them, and what as many plain copies of the table would: those have nothing of ours, so
 * that the second figure is the machine's.
 * @param {import('./setting.mjs').Setting} setting
 * @param {Services} services
 * @returns {Promise<Line[]>}
 */
async function besideExports({ url, token, rounds }, { engine, preview }) {
  const body = JSON.stringify({ connectionString: url, relation: RELATION, mapping: MAPPING });
  const once = () => preview(RELATION, MAPPING);
  const times = await inTurn(
    {
      alone: async () => median(await repeat(once)),
      exports: () => beside(() => throwAwayExport(engine.port, token, body), once),
      copies: () => beside(() => throwAway('psql', ['--no-psqlrc', '-q', url, '-f', COPY]), once),
    },
    rounds,
  );
  const alone = median(times.alone);
  const exports = median(times.exports);
  const copies = median(times.copies);
  return [
    atMost(`previews beside ${EXPORTS} exports`, 'the median with none', {
      ours: exports,
      theirs: alone,
      most: 2,
    }),
    atMost(`previews beside ${EXPORTS} exports`, `beside ${EXPORTS} \`COPY t TO STDOUT\` by psql`, {
      ours: exports,
      theirs: copies,
      most: 1,
    }),
  ];
}

/**
 * @param {() => Promise<void>} work
 * @param {() => Promise<number>} act
 * @returns {Promise<number>} the median of what `act` measures while all of the work runs
 */
async function beside(work, act) {
  let running = EXPORTS;
  const all = Array.from({ length: EXPORTS }, async () => {
    await work();
    --running;
  });
  const measured = [];
  while (running === EXPORTS) measured.push(await act());
  await Promise.all(all);
  return median(measured);
}

/** @param {number} port @param {string} token @param {string} body */
async function throwAwayExport(port, token, body) {
  const args = [
    '-sS',
    '--fail',
    `http://127.0.0.1:${port}/v1/export`,
    '-H',
    `Authorization: Bearer ${token}`,
  ];
  await throwAway('curl', [...args, '-H', 'Content-Type: application/json', '-d', body]);
}

/** @param {string} command @param {string[]} args */
async function throwAway(command, args) {
  await wallTime(command, args, {});
}

/**
 * @param {import('./setting.mjs').Setting} setting
 * @param {Services} services
 * @returns {Promise<Line>}
 */
async function edited({ url, token }, { engine }) {
  const { call, close } = caller(engine.port, token);
  let edits = 0;
  const edit = async () => {
    const fields = MAPPING.fields.map(({ to, column }) => ({ to: `${to}${edits}`, column }));
    ++edits;
    const body = { connectionString: url, relation: RELATION, mapping: { version: 1, fields } };
    const { text, ms } = await call('/v1/preview', body);
    if (edits > 1 && !text.includes('"reused":true')) throw new Failure('An edit asked Postgres');
    return ms;
  };
  await repeat(edit, WARM_UP);
  const measured = await repeat(edit);
  close();
  return within('preview after an edit, at the engine', 'no query', {
    value: median(measured),
    most: 2,
    unit: 'ms',
    digits: 2,
  });
}

/**
 * @param {import('./setting.mjs').Setting} setting
 * @param {Services} services
 * @returns {Promise<Line[]>}
 */
async function manyClients({ rounds }, { gateway, preview }) {
  const once = () => preview(RELATION, MAPPING);
  await repeat(once, WARM_UP);
  /** @type {number[]} */
  const busy = [];
  const times = await inTurn(
    {
      alone: () => pace([() => repeat(once)]),
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
 * How fast clients at once get their answers.
 * @param {(() => Promise<number[]>)[]} clients
 */
async function pace(clients) {
  const begin = performance.now();
  const times = (await Promise.all(clients.map((client) => client()))).flat();
  const elapsed = performance.now() - begin;
  return { each: elapsed / times.length, p99: quantile(times, 0.99), seconds: elapsed / 1000 };
}

/**
 * @param {Services} services
 * @returns {Promise<Line>}
 */
async function wide({ preview }) {
  await repeat(() => preview(WIDE, WIDE_MAPPING), 10);
  const measured = await repeat(() => preview(WIDE, WIDE_MAPPING), 30);
  return within('preview of 10 rows of 1,600 columns, through the gateway', '', {
    value: median(measured),
    most: 150,
    unit: 'ms',
    digits: 0,
  });
}
