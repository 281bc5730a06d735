// @ts-check
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import { UserError } from '../lib/supervisor.mjs';
import { findPython } from '../lib/system.mjs';
import { atMost, timesFaster, within } from './line.mjs';
import { MAPPING, RELATION } from './mapping.mjs';
import { inTurn, median, peakMegabytes, psql, repeat, wallTime } from './measure.mjs';
import { startServices } from './preview-services.mjs';

/** @typedef {import('./line.mjs').Line} Line */
/** @typedef {import('./preview-services.mjs').Services} Services */

const SIDES = path.join(import.meta.dirname, 'sides');
const SCHEMA_FILE = path.join(SIDES, 'customer.schema.json');
const SCHEMA = JSON.parse(fs.readFileSync(SCHEMA_FILE, 'utf8'));

/** jsonschema takes about 100 µs for a row. */
const PYTHON_SHARE = 10;

/**
 * Checks of all rows through the gateway.
 * @param {import('./setting.mjs').Setting} setting
 * @returns {Promise<Line[]>}
 */
export async function checkLines(setting) {
  const services = await startServices(setting, {});
  const lines = [...(await times(setting, services)), ...(await duringCheck(setting, services))];
  await services.end();
  return [...lines, ...(await memory(setting))];
}

/** @param {import('./setting.mjs').Setting} setting @param {Services} services @returns {Promise<Line[]>} */
async function times({ url, token, rows, rounds }, services) {
  const copy = psql(url, '-f', path.join(SIDES, 'copy.sql'));
  const part = { where: [{ column: 'id', is: '<=', value: Math.floor(rows / PYTHON_SHARE) }] };
  const measured = await inTurn(
    {
      copy: () => wallTime(...copy),
      plain: () => check(services, {}),
      workers: () => check(services, { workers: 2 }),
      schema: () => check(services, { schema: SCHEMA }),
      part: () => check(services, { ...part, schema: SCHEMA }),
      python: () => exportIntoPython(services, token, { connectionString: url, ...part }),
    },
    rounds,
  );
  const plain = median(measured.plain);
  const theirs = median(measured.copy);
  return [
    atMost('check of all rows', '`COPY t TO STDOUT` by psql', { ours: plain, theirs, most: 1.1 }),
    atMost('the same with `workers: 2`', '`COPY t TO STDOUT` by psql', {
      ours: median(measured.workers),
      theirs,
      most: 0.75,
    }),
    atMost('check with a schema of 20 properties', 'the check without it', {
      ours: median(measured.schema),
      theirs: plain,
      most: 1.8,
    }),
    timesFaster('check with a schema of 20 properties', 'an export into Python’s jsonschema', {
      ours: median(measured.part),
      theirs: median(measured.python),
      least: 15,
    }),
  ];
}

/** @param {import('./setting.mjs').Setting} setting @param {Services} services @returns {Promise<Line[]>} */
async function duringCheck({ rounds }, services) {
  const once = () => services.preview(RELATION, MAPPING);
  const measured = await inTurn(
    {
      alone: async () => median(await repeat(once, 300)),
      during: async () => {
        let running = true;
        const checking = check(services, { schema: SCHEMA }).finally(() => (running = false));
        const latencies = [];
        while (running) latencies.push(await once());
        await checking;
        return median(latencies);
      },
    },
    rounds,
  );
  const ours = median(measured.during);
  return [
    atMost('previews during a check', 'previews alone', {
      ours,
      theirs: median(measured.alone),
      most: 2,
    }),
  ];
}

/** @param {import('./setting.mjs').Setting} setting @returns {Promise<Line[]>} */
async function memory(setting) {
  const services = await startServices(setting, {});
  const peaks = () => [services.engine, services.gateway].map(({ child }) => peakMegabytes(child.pid));
  await check(services, { schema: SCHEMA });
  const [engine = NaN, gateway = NaN] = peaks();
  await check(services, { schema: SCHEMA });
  const [engineAfter = NaN, gatewayAfter = NaN] = peaks();
  await services.end();
  return [
    within('engine memory on a second check', 'growth', { value: engineAfter - engine, most: 1, unit: 'MB' }),
    within('gateway memory on a second check', 'growth', {
      value: gatewayAfter - gateway,
      most: 10,
      unit: 'MB',
    }),
  ];
}

/**
 * Checks the customers. Fails unless the last line is a report.
 * @param {Services} services
 * @param {object} more of the request
 * @returns {Promise<number>} milliseconds
 */
async function check({ call }, more) {
  const { text, ms } = await call('/api/v1/checks', { relation: RELATION, mapping: MAPPING, ...more });
  const last = text.trimEnd().split('\n').at(-1) ?? '';
  if (!last.startsWith('{"report":')) throw new UserError(`A check failed: ${last}`);
  return ms;
}

/**
 * Exports customers from the engine into a script that validates them.
 * @param {Services} services
 * @param {string} token of the engine
 * @param {object} source with its connection
 * @returns {Promise<number>} milliseconds
 */
function exportIntoPython({ engine }, token, source) {
  const begin = performance.now();
  const python = spawn(findPython() ?? 'python3', [path.join(SIDES, 'jsonschema_lines.py'), SCHEMA_FILE], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const options = { host: '127.0.0.1', port: engine.port, path: '/v1/export', method: 'POST', headers };
  return new Promise((resolve, reject) => {
    python.on('error', reject).on('close', (code) => {
      if (code === 0) resolve(performance.now() - begin);
      else reject(new UserError(`jsonschema_lines.py exited with code ${code}`));
    });
    request(options, (response) => response.on('error', reject).pipe(python.stdin))
      .on('error', reject)
      .end(JSON.stringify({ ...source, relation: RELATION, mapping: MAPPING }));
  });
}
