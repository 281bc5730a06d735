// @ts-check
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { writeSection } from './page.mjs';
import { ROOT } from '../lib/paths.mjs';
import { findPython } from '../lib/system.mjs';
import { output } from './measure.mjs';

/** @typedef {import('./line.mjs').Line} Line */

/** @type {Map<Line['met'], string>} */
const RESULTS = new Map([
  [true, 'met'],
  [false, '**missed**'],
  [null, ''],
]);

/** @param {Line[]} lines @returns {string} in Markdown */
export function table(lines) {
  return [
    '| work | measured against | goal | measured | |',
    '| --- | --- | --- | --- | --- |',
    ...lines.map(
      ({ work, against, goal, measured, met }) =>
        `| ${work} | ${against} | ${goal} | ${measured} | ${RESULTS.get(met)} |`,
    ),
    '',
  ].join('\n');
}

/**
 * Writes the table of one measurement into the page of benchmarks.
 * @param {string} name
 * @param {string} heading
 * @param {Line[]} lines
 */
export function writeTable(name, heading, lines) {
  writeSection(name, heading, table(lines).trimEnd());
}

/**
 * Writes what all tables have in common.
 * @param {import('./setting.mjs').Setting} setting
 */
export async function writeMethod({ url, rows, rounds }) {
  const server = await output('psql', ['--no-psqlrc', '-At', url, '-c', 'SHOW server_version'], {});
  const curl = (await output('curl', ['--version'], {})).split(' ')[1] ?? '';
  const python = await output(
    findPython() ?? 'python3',
    ['-c', 'import psycopg2; print(psycopg2.__version__.split()[0])'],
    {},
  );
  const pg = JSON.parse(fs.readFileSync(path.join(ROOT, 'node_modules/pg/package.json'), 'utf8')).version;
  const text = `\`npm run bench\` writes these tables; \`npm run bench -- --only exports\` measures one of them. Both sides of a line run in
turn on one machine. The figures are ratios of medians of ${rounds} runs, because absolute times depend on the machine. All output
is read and discarded. The data are ${rows.toLocaleString('en')} customers with 14 columns (bigint, uuid, texts, timestamptz, date, numeric,
float8, int, bool, text[], jsonb, some NULL). \`scripts/bench/\` has the data and one file for each side.

Machine: ${os.cpus().length} × ${os.cpus()[0]?.model.trim()}, ${os.type()} ${os.release()}. Postgres ${server.trim()}, Node.js
${process.versions.node}, node-postgres ${pg}, psycopg2 ${python.trim()}, curl ${curl}.`;
  writeSection('bench', 'Comparisons', text);
}
