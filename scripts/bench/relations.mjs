// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { ROOT, STATE } from '../lib/paths.mjs';
import { startEngine } from '../lib/services.mjs';
import { caller } from '../lib/http-client.mjs';
import { atMost } from './line.mjs';
import { inTurn, median, output, psql } from './measure.mjs';

const RELATIONS = 10_000;
const TIMES = 5;

/**
 * The list of a database with many relations.
 * @param {import('./setting.mjs').Setting} setting
 * @returns {Promise<import('./line.mjs').Line[]>}
 */
export async function relationLines({ supervisor, url, token, rounds }) {
  await output(...psql(url, '-c', 'CREATE DATABASE many'));
  const many = url.replace(/\/[^/]*$/, '/many');
  for (let begin = 0; begin < RELATIONS; begin += 1000) {
    const createTables = `DO $$ BEGIN FOR n IN ${begin}..${begin + 999} LOOP
        EXECUTE format('CREATE TABLE relation_%s (id bigint, name text, at timestamptz)', n);
      END LOOP; END $$`;
    await output(...psql(many, '-c', createTables));
  }
  await output(...psql(many, '-c', 'VACUUM ANALYZE pg_catalog.pg_class'));

  const query = fs
    .readFileSync(path.join(ROOT, 'engine/src/catalog/relations.sql'), 'utf8')
    .replaceAll(/--.*/g, '')
    .replaceAll('$1', "'false'")
    .replaceAll(/\$[23]/g, "''");
  const timed = ['\\timing on', '\\o /dev/null', ...Array.from({ length: TIMES }, () => `${query};`)].join(
    '\n',
  );
  const engine = await startEngine(supervisor, { token, port: '0' });
  const { call, close } = caller(engine.port, token);
  const times = await inTurn(
    {
      psql: async () => {
        const file = path.join(STATE, 'relations.sql');
        fs.writeFileSync(file, timed);
        const printed = await output(...psql(many, '-f', file));
        return median([...printed.matchAll(/Time: ([\d.]+) ms/g)].map(([, ms]) => Number(ms)));
      },
      engine: async () => {
        const measured = [];
        for (let i = 0; i < TIMES; ++i)
          measured.push((await call('/v1/relations', { connectionString: many })).ms);
        return median(measured);
      },
    },
    rounds,
  );
  close();
  await supervisor.stop(engine.child);
  await output(...psql(url, '-c', 'DROP DATABASE many WITH (FORCE)'));
  return [
    atMost(`list of ${RELATIONS} relations, at the engine`, 'the catalog query in psql', {
      ours: median(times.engine),
      theirs: median(times.psql),
      most: 1.3,
    }),
  ];
}
