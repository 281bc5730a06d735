import pg from 'pg';
import { databaseUrl } from './fixtures';

/** The maximum in Postgres. */
export const COLUMNS = 1600;
export const RELATIONS = 10_000;

/** A transaction holds a lock for every view it creates, and a server supports some thousands. */
const VIEWS_AT_ONCE = 1000;

export interface LargeDatabase {
  /** Connection string of a superuser. */
  url: string;
  drop: () => Promise<void>;
}

/**
 * Creates a database with the table `wide` (ten rows, `COLUMNS` columns) and enough views for `RELATIONS` relations in
 * total.
 */
export async function createLargeDatabase(server: pg.Client, name: string): Promise<LargeDatabase> {
  await server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await server.query(`CREATE DATABASE ${name}`);
  const url = new URL(databaseUrl());
  url.pathname = `/${name}`;

  const database = new pg.Client({ connectionString: url.href });
  await database.connect();
  const columns = Array.from({ length: COLUMNS }, (_, i) => `m_${i + 1} int4 DEFAULT ${i}`).join();
  await database.query(`CREATE TABLE wide (${columns})`);
  await database.query('INSERT INTO wide SELECT FROM generate_series(1, 10)');
  for (let first = 1; first < RELATIONS; first += VIEWS_AT_ONCE) {
    const last = Math.min(first + VIEWS_AT_ONCE, RELATIONS) - 1;
    await database.query(
      `DO $$BEGIN FOR i IN ${first}..${last} LOOP
         EXECUTE format('CREATE VIEW report_%s AS SELECT 1 AS a', i);
       END LOOP; END$$`,
    );
  }
  await database.end();
  return {
    url: url.href,
    async drop() {
      await server.query(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}
