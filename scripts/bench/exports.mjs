// @ts-check
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { UserError } from '../lib/supervisor.mjs';
import { startEngine } from '../lib/services.mjs';
import { findPython } from '../lib/system.mjs';
import { exportCommands } from './export-command.mjs';
import { atMost, busyMeanwhile, timesFaster, within } from './line.mjs';
import { HASHED_MAPPING, MAPPING, RELATION } from './mapping.mjs';
import {
  cpuSeconds,
  inTurn,
  median,
  output,
  peakMegabytes,
  psql,
  wallTime,
  watchingProcessors,
} from './measure.mjs';

/** @typedef {import('./line.mjs').Line} Line */

const SIDES = path.join(import.meta.dirname, 'sides');

/**
 * Whole tables: the engine over HTTP compared with other ways. All output is discarded.
 * @param {import('./setting.mjs').Setting} setting
 * @returns {Promise<Line[]>}
 */
export async function exportLines({ supervisor, url, token, rows, rounds }) {
  const engine = await startEngine(supervisor, { token, port: '0' });
  let port = engine.port;
  const command = exportCommands(supervisor, token);
  const exportCommand = (/** @type {object} */ more = {}) =>
    command(port, { connectionString: url, relation: RELATION, mapping: MAPPING, ...more });
  const runFile = (/** @type {string} */ file) => psql(url, '-f', path.join(SIDES, file));
  const discard = (/** @type {[string, string[], NodeJS.ProcessEnv?]} */ [command, args, env]) =>
    wallTime(command, args, { DATABASE_URL: url, ...env });

  await checkSameJson(await output(...exportCommand({ limit: 1 })), url);
  const alone = exportCommand();
  /** @type {number[]} */
  const cpu = [];
  /** @type {number[]} */
  const busy = [];
  const times = await inTurn(
    {
      copy: () => discard(runFile('copy.sql')),
      export: async () => {
        const before = cpuSeconds(engine.child.pid);
        const time = await discard(alone);
        cpu.push(cpuSeconds(engine.child.pid) - before);
        return time;
      },
      workers: async () => {
        const [time, processors] = await watchingProcessors(() => discard(exportCommand({ workers: 2 })));
        busy.push(processors);
        return time;
      },
      steps: () => discard(exportCommand({ mapping: HASHED_MAPPING })),
      buildObject: () => discard(runFile('json-build-object.sql')),
      rowToJson: () => discard(runFile('row-to-json.sql')),
      node: () => discard([process.execPath, [path.join(SIDES, 'node-postgres.mjs')]]),
      python: () => discard([findPython() ?? 'python3', [path.join(SIDES, 'psycopg2_dumps.py')]]),
    },
    rounds,
  );
  await supervisor.stop(engine.child);

  const ours = median(times.export);
  const work = 'export, 14 columns nested';
  return [
    atMost(work, '`COPY t TO STDOUT` by psql', { ours, theirs: median(times.copy), most: 1.1 }),
    timesFaster(work, '`COPY (SELECT json_build_object(…))`', {
      ours,
      theirs: median(times.buildObject),
      least: 3.5,
    }),
    timesFaster(work, '`COPY (SELECT row_to_json(t))`', { ours, theirs: median(times.rowToJson), least: 2 }),
    timesFaster(work, 'node-postgres cursor, JSON.stringify', { ours, theirs: median(times.node), least: 6 }),
    timesFaster(work, 'psycopg2 cursor, json.dumps', { ours, theirs: median(times.python), least: 9 }),
    atMost('the same with `workers: 2`', '`COPY t TO STDOUT` by psql', {
      ours: median(times.workers),
      theirs: median(times.copy),
      most: 0.75,
    }),
    atMost('the same with e-mail and phone normalized and hashed', 'the export without steps', {
      ours: median(times.steps),
      theirs: ours,
      most: 1.3,
    }),
    busyMeanwhile('busy processors during that export', `${os.cpus().length} processors`, median(busy)),
    within('CPU time of the engine', 'per row', {
      value: (median(cpu) / rows) * 1e6,
      most: 1.2,
      unit: 'µs',
      digits: 2,
    }),
    ...(await memoryLines()),
  ];

  /** @returns {Promise<Line[]>} */
  async function memoryLines() {
    const fresh = await startEngine(supervisor, { token, port: '0' });
    port = fresh.port;
    await discard(exportCommand());
    const once = peakMegabytes(fresh.child.pid);
    await discard(exportCommand({ relation: { schema: 'public', name: 'customers_tenfold' } }));
    const tenfold = peakMegabytes(fresh.child.pid);
    await supervisor.stop(fresh.child);
    return [
      within('memory of the engine', 'peak', { value: once, most: 48, unit: 'MB' }),
      within('memory with ten times as many rows', 'growth', { value: tenfold - once, most: 1, unit: 'MB' }),
    ];
  }
}

/**
 * Checks that all sides write the same output.
 * @param {string} line of the engine
 * @param {string} url
 */
async function checkSameJson(line, url) {
  const all = fs.readFileSync(path.join(SIDES, 'json-build-object.sql'), 'utf8');
  const one = all.replace('FROM customers', 'FROM customers LIMIT 1');
  const first = await output(...psql(url, '-c', one));
  if (!isDeepStrictEqual(JSON.parse(line), JSON.parse(first)))
    throw new UserError(`The sides differ: ${line} ${first}`);
}
