// @ts-check
// Measures the lines of docs/benchmarks.md and writes their tables.
//   npm run bench -- [--rows 1500000] [--rounds 5] [--only exports|checks|previews|relations|link]
import { parseArgs } from 'node:util';
import path from 'node:path';
import { checkLines } from './bench/checks.mjs';
import { exportLines } from './bench/exports.mjs';
import { linkLines } from './bench/link.mjs';
import { output, psql } from './bench/measure.mjs';
import { previewLines } from './bench/previews.mjs';
import { relationLines } from './bench/relations.mjs';
import { conditions, method, table } from './bench/report.mjs';
import { writeSection } from './lib/benchmarks-page.mjs';
import { buildEngine, buildGateway, buildWeb } from './lib/build.mjs';
import { installPackages } from './lib/npm.mjs';
import { UserError } from './lib/supervisor.mjs';
import { main, requireLinux, step } from './lib/main.mjs';
import { EMPTY, startPostgres } from './lib/postgres.mjs';
import { engineToken } from './lib/services.mjs';
import { requireSystemPackages } from './lib/system-packages.mjs';

const MEASUREMENTS = {
  exports: { heading: 'Exports', measure: exportLines },
  checks: { heading: 'Checks', measure: checkLines },
  previews: { heading: 'Previews', measure: previewLines },
  relations: { heading: 'Lists of relations', measure: relationLines },
  link: { heading: 'Over a slow link', measure: linkLines },
};

/** Fewer rows or rounds would replace figures with less reliable ones. */
const WRITTEN = { rows: 1_500_000, rounds: 5 };

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1500000' },
    rounds: { type: 'string', default: '5' },
    only: { type: 'string' },
  },
});

await main(async (supervisor) => {
  requireLinux();
  const known = Object.keys(MEASUREMENTS);
  if (values.only !== undefined && !known.includes(values.only)) {
    throw new UserError(`--only takes one of ${known.join(', ')}`);
  }
  console.log('\nRowhook: benchmarks\n');
  await step('System packages', () => requireSystemPackages(supervisor, 'build', 'bench'));
  await step('npm packages', () => installPackages(supervisor));
  await step('Build the engine', () => buildEngine(supervisor, 'release', 'rowhook-engine'));
  await step('Build the gateway', () => buildGateway(supervisor));
  await step('Build the web app', () => buildWeb(supervisor));
  const postgres = await startPostgres(supervisor, EMPTY, { name: 'postgres-bench' });
  const rows = Number(values.rows);
  await step(`Make ${rows.toLocaleString('en')} customers`, async () => {
    const file = path.join(import.meta.dirname, 'bench', 'customers.sql');
    await output(...psql(postgres.url, '-v', `rows=${rows}`, '-f', file));
  });

  const setting = {
    supervisor,
    url: postgres.url,
    token: engineToken(),
    rows,
    rounds: Number(values.rounds),
  };
  const isWritten = rows >= WRITTEN.rows && setting.rounds >= WRITTEN.rounds;
  // Before the measurements, during which somebody may commit.
  const measuredWith = isWritten && (await conditions(setting));
  if (measuredWith && !values.only) writeSection('bench', 'Comparisons', method(setting));
  for (const [name, { heading, measure }] of Object.entries(MEASUREMENTS)) {
    if (values.only && values.only !== name) continue;
    const lines = await step(`Measure ${name}`, () => measure(setting));
    console.log(`\n${table(lines)}\n`);
    if (measuredWith) writeSection(`bench-${name}`, heading, `${measuredWith}\n\n${table(lines)}`);
  }
  return 0;
});
