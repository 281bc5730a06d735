// @ts-check
import path from 'node:path';
import { UserError } from '../lib/supervisor.mjs';
import { findPython } from '../lib/system.mjs';
import { caller } from '../lib/http-client.mjs';
import { atMost, within } from './line.mjs';
import { FIRST_TEN, MAPPING, RELATION, WIDE, WIDE_MAPPING } from './mapping.mjs';
import { inTurn, median, output, quantile, repeat } from './measure.mjs';
import { startServices } from './preview-services.mjs';
import { manyClients } from './previews-at-once.mjs';
import { duringExports, EXPORTS } from './previews-beside-exports.mjs';

/** @typedef {import('./line.mjs').Line} Line */
/** @typedef {import('./preview-services.mjs').Services} Services */

const LIBPQ_SELECT = path.join(import.meta.dirname, 'sides', 'libpq_select.py');

const TIMES = 300;
/** Previews before the measurement, so that Node.js has compiled its code. */
const WARM_UP = 2_000;

/**
 * Previews, from the caller's side.
 * @param {import('./setting.mjs').Setting} setting
 * @returns {Promise<Line[]>}
 */
export async function previewLines(setting) {
  // One database may have one export fewer than EXPORT_MAX.
  const uncached = await startServices(setting, { SAMPLE_CACHE_MB: '0', EXPORT_MAX: `${EXPORTS + 1}` });
  // Of one database, half of PREVIEW_MAX requests run at a time.
  const keeping = await startServices(setting, { PREVIEW_MAX: '64' });
  for (const { preview } of [uncached, keeping]) await repeat(() => preview(RELATION, MAPPING), WARM_UP);
  const lines = [
    ...(await warm(setting, uncached)),
    ...(await duringExports(setting, uncached)),
    await edited(setting, keeping),
    ...(await manyClients(setting, keeping)),
    await wide(uncached),
  ];
  for (const services of [uncached, keeping]) await services.end();
  return lines;
}

/**
 * @param {import('./setting.mjs').Setting} setting
 * @param {Services} services
 * @returns {Promise<Line[]>}
 */
async function warm({ url, rounds }, { preview }) {
  const once = () => preview(RELATION, MAPPING);
  const times = await inTurn(
    {
      select: async () => {
        const command = findPython() ?? 'python3';
        const printed = await output(command, [LIBPQ_SELECT, FIRST_TEN, String(TIMES)], {
          DATABASE_URL: url,
        });
        return printed.trim().split('\n').map(Number);
      },
      preview: () => repeat(once, TIMES),
    },
    rounds,
  );
  return [
    within(
      'preview of 10 rows, warm, through the gateway',
      'time in addition to the SELECT on an open libpq connection',
      {
        value: median(times.preview.map(median)) - median(times.select.map(median)),
        most: 2.5,
        unit: 'ms',
        digits: 2,
      },
    ),
    atMost('its 99th percentile', 'its median', {
      ours: median(times.preview.map((round) => quantile(round, 0.99))),
      theirs: median(times.preview.map(median)),
      most: 3,
    }),
  ];
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
    if (edits > 1 && !text.includes('"reused":true')) throw new UserError('An edit queried Postgres');
    return ms;
  };
  await repeat(edit, WARM_UP);
  const measured = await repeat(edit, TIMES);
  close();
  return within('preview after an edit, at the engine', 'no query', {
    value: median(measured),
    most: 2,
    unit: 'ms',
    digits: 2,
  });
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
