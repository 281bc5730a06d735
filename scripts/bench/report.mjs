// @ts-check
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from '../lib/paths.mjs';
import { findPython } from '../lib/system.mjs';
import { output, psql } from './measure.mjs';

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
  ].join('\n');
}

/**
 * What all tables have in common.
 * @param {import('./setting.mjs').Setting} setting
 * @returns {string} in Markdown
 */
export const method = ({ rows, rounds }) =>
  `\`npm run bench\` writes these tables; \`npm run bench -- --only exports\` measures one of them. The two programs of a line run
alternately on one machine. The figures are ratios of medians of ${rounds} runs, because absolute times depend on the machine. All output
is read and discarded. The data are ${rows.toLocaleString('en')} customers with 14 columns (bigint, uuid, texts, timestamptz, date, numeric,
float8, int, bool, text[], jsonb, some NULL). \`scripts/bench/\` has the data and one file for each side.`;

/**
 * What one table was measured with: it may be measured again without the others.
 * @param {import('./setting.mjs').Setting} setting
 * @returns {Promise<string>} a line of Markdown
 */
export async function conditions({ url }) {
  const git = (/** @type {string[]} */ ...args) => output('git', ['-C', ROOT, ...args]);
  const commit = (await git('rev-parse', '--short', 'HEAD')).trim();
  const isChanged = (await git('status', '--porcelain', '--', '.', ':!docs')) !== '';
  const server = await output(...psql(url, '-At', '-c', 'SHOW server_version'));
  const [, curl] = (await output('curl', ['--version'])).split(' ');
  const psycopg2 = await output(findPython() ?? 'python3', [
    '-c',
    'import psycopg2; print(psycopg2.__version__.split()[0])',
  ]);
  const libpqxx = await output('pkg-config', ['--modversion', 'libpqxx']);
  const pg = JSON.parse(fs.readFileSync(path.join(ROOT, 'node_modules/pg/package.json'), 'utf8')).version;
  const parts = [
    `Measured on ${new Date().toISOString().slice(0, 10)}`,
    `commit ${commit}${isChanged ? ' with changes' : ''}`,
    `${os.cpus().length} × ${os.cpus()[0]?.model.trim()}`,
    `${os.type()} ${os.release().split('-')[0]}`,
    `Postgres ${server.trim()}`,
    `libpqxx ${libpqxx.trim()}`,
    `Node.js ${process.versions.node}`,
    ...[`node-postgres ${pg}`, `psycopg2 ${psycopg2.trim()}`, `curl ${curl}`],
  ];
  return `_${parts.join(', ')}._`;
}
