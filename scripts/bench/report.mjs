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
const VERDICTS = new Map([
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
        `| ${work} | ${against} | ${goal} | ${measured} | ${VERDICTS.get(met)} |`,
    ),
    '',
  ].join('\n');
}

/**
 * @param {Line[]} lines
 * @param {import('./setting.mjs').Setting} setting
 */
export async function writePage(lines, { url, rows, rounds }) {
  const server = await output('psql', ['--no-psqlrc', '-At', url, '-c', 'SHOW server_version'], {});
  const curl = (await output('curl', ['--version'], {})).split(' ')[1] ?? '';
  const python = await output(
    findPython() ?? 'python3',
    ['-c', 'import psycopg2; print(psycopg2.__version__.split()[0])'],
    {},
  );
  const pg = JSON.parse(fs.readFileSync(path.join(ROOT, 'node_modules/pg/package.json'), 'utf8')).version;
  const text = `\`npm run bench\` wrote this. Both sides of a line ran in turn on one machine; the figures are ratios of medians of
${rounds} runs, because a time alone says more about the machine than about the program. Every output was read and thrown
away. The data are ${rows.toLocaleString('en')} customers of 14 columns (bigint, uuid, texts, timestamptz, date, numeric, float8, int, bool,
text[], jsonb, some NULL); \`scripts/bench/\` has them and each side in a file of its own.

${table(lines)}
Machine: ${os.cpus().length} × ${os.cpus()[0]?.model.trim()}, ${os.type()} ${os.release()}. Postgres ${server.trim()}, Node.js
${process.versions.node}, node-postgres ${pg}, psycopg2 ${python.trim()}, curl ${curl}.`;
  writeSection('bench', 'Comparisons', text);
}
