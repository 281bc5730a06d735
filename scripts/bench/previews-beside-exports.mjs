// @ts-check
import path from 'node:path';
import { exportCommands } from './export-command.mjs';
import { atMost } from './line.mjs';
import { MAPPING, RELATION } from './mapping.mjs';
import { inTurn, median, psql, repeat, wallTime } from './measure.mjs';

/** @typedef {import('./line.mjs').Line} Line */
/** @typedef {import('./preview-services.mjs').Services} Services */

const COPY = path.join(import.meta.dirname, 'sides', 'copy.sql');

const TIMES = 300;
export const EXPORTS = 4;

/**
 * How much exports slow down previews, compared with the same number of plain COPY commands without Rowhook.
 * @param {import('./setting.mjs').Setting} setting
 * @param {Services} services
 * @returns {Promise<Line[]>}
 */
export async function duringExports({ supervisor, url, token, rounds }, { engine, preview }) {
  const body = { connectionString: url, relation: RELATION, mapping: MAPPING };
  const exportCommand = exportCommands(supervisor, token)(engine.port, body);
  const copyCommand = psql(url, '-f', COPY);
  const once = () => preview(RELATION, MAPPING);
  const times = await inTurn(
    {
      alone: async () => median(await repeat(once, TIMES)),
      exports: () => during(() => wallTime(...exportCommand), once),
      copies: () => during(() => wallTime(...copyCommand), once),
    },
    rounds,
  );
  const alone = median(times.alone);
  const exports = median(times.exports);
  const copies = median(times.copies);
  return [
    atMost(`previews during ${EXPORTS} exports`, 'previews alone', {
      ours: exports,
      theirs: alone,
      most: 2,
    }),
    atMost(`previews during ${EXPORTS} exports`, `previews during ${EXPORTS} \`COPY t TO STDOUT\` by psql`, {
      ours: exports,
      theirs: copies,
      most: 1,
    }),
  ];
}

/**
 * @param {() => Promise<unknown>} work
 * @param {() => Promise<number>} act
 * @returns {Promise<number>} the median of what `act` measures while all of the work runs
 */
async function during(work, act) {
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
