// @ts-check
// Measures every line of docs/benchmarks.md beside what it is compared with, and writes that page.
//   npm run bench -- [--rows 1500000] [--rounds 5] [--only exports|previews|relations]
import { parseArgs } from 'node:util';
import path from 'node:path';
import { exportLines } from './bench/exports.mjs';
import { output } from './bench/measure.mjs';
import { previewLines } from './bench/previews.mjs';
import { relationLines } from './bench/relations.mjs';
import { table, writePage } from './bench/report.mjs';
import { buildEngine, buildGateway, buildWeb, installPackages } from './lib/build.mjs';
import { Failure } from './lib/failure.mjs';
import { launch } from './lib/launcher.mjs';
import { EMPTY, startPostgres } from './lib/postgres.mjs';
import { engineToken } from './lib/services.mjs';
import { step } from './lib/steps.mjs';
import { requireToolchain } from './lib/toolchain.mjs';

const MEASUREMENTS = { exports: exportLines, previews: previewLines, relations: relationLines };

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1500000' },
    rounds: { type: 'string', default: '5' },
    only: { type: 'string' },
  },
});

await launch(async (family) => {
  const known = Object.keys(MEASUREMENTS);
  if (values.only !== undefined && !known.includes(values.only)) {
    throw new Failure(`--only takes one of ${known.join(', ')}`);
  }
  console.log('\nRowhook: benchmarks\n');
  await step('Toolchain', () => requireToolchain(family, { for: ['build', 'bench'] }));
  await step('npm packages', () => installPackages(family));
  await step('Build the engine', () => buildEngine(family, { preset: 'release', programs: 'engine' }));
  await step('Build the gateway', () => buildGateway(family));
  await step('Build the web app', () => buildWeb(family));
  const postgres = await startPostgres(family, EMPTY, { name: 'postgres-bench' });
  const rows = Number(values.rows);
  await step(`Make ${rows.toLocaleString('en')} customers`, async () => {
    const file = path.join(import.meta.dirname, 'bench', 'customers.sql');
    await output('psql', ['--no-psqlrc', '-q', postgres.url, '-v', `rows=${rows}`, '-f', file], {});
  });

  const setting = { family, url: postgres.url, token: engineToken(), rows, rounds: Number(values.rounds) };
  /** @type {import('./bench/line.mjs').Line[]} */
  const lines = [];
  for (const [name, measure] of Object.entries(MEASUREMENTS)) {
    if (values.only && values.only !== name) continue;
    lines.push(...(await step(`Measure ${name}`, () => measure(setting))));
  }
  console.log(`\n${table(lines)}`);
  // Anything less than the whole would overwrite figures with others that mean less.
  if (!values.only && rows >= 1_500_000 && setting.rounds >= 5) await writePage(lines, setting);
  return 0;
});
