import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { expect } from 'vitest';
import { required } from '../../support/environment.js';

/** A new database on the server of `TEST_DATABASE_URL`, with an unprivileged role. */
export class TestDatabase {
  readonly name = `rowhook_gateway_${randomBytes(4).toString('hex')}`;
  readonly role = `${this.name}_app`;
  /** Must never appear in a log or a response. */
  readonly password = `canary-${randomBytes(8).toString('hex')}`;
  readonly #server = new pg.Client({ connectionString: required('TEST_DATABASE_URL') });
  #admin = new pg.Client();

  /** Creates database and role, runs `sql` as a superuser, and lets the role read the tables of the schema `shop`, which it must create. */
  static async create(sql: string): Promise<TestDatabase> {
    const database = new TestDatabase();
    await database.#server.connect();
    await database.server(`CREATE DATABASE ${database.name}`);
    await database.server(`CREATE ROLE ${database.role} LOGIN PASSWORD '${database.password}'`);
    database.#admin = await database.connect();
    await database.admin(sql);
    await database.admin(
      `GRANT USAGE ON SCHEMA shop TO ${database.role};
       GRANT SELECT ON ALL TABLES IN SCHEMA shop TO ${database.role}`,
    );
    return database;
  }

  /** The role's connection string, with changes for tests of failures. */
  connectionString(
    change: Partial<Record<'user' | 'password' | 'host' | 'port' | 'database', string>> = {},
  ): string {
    const { hostname, port } = new URL(required('TEST_DATABASE_URL'));
    const given = {
      user: this.role,
      password: this.password,
      host: hostname,
      port,
      database: this.name,
      ...change,
    };
    return `postgres://${given.user}:${given.password}@${given.host}:${given.port}/${given.database}`;
  }

  /** Opens another superuser connection to the database. The caller ends it. */
  async connect(): Promise<pg.Client> {
    const url = new URL(required('TEST_DATABASE_URL'));
    url.pathname = `/${this.name}`;
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    return client;
  }

  /** Runs SQL as a superuser in this database. */
  async admin(sql: string): Promise<pg.QueryResult<Record<string, unknown>>> {
    return this.#admin.query<Record<string, unknown>>(sql);
  }

  /** Runs SQL as a superuser in another database, for statements about the server, a role or this database. */
  async server(sql: string): Promise<void> {
    await this.#server.query(sql);
  }

  /** Waits for a session of the role that satisfies the condition and returns its process id. */
  async sessionWhere(condition: string): Promise<number> {
    const sql = `SELECT pid FROM pg_stat_activity WHERE usename = '${this.role}' AND ${condition}`;
    let pid: unknown;
    await expect.poll(async () => (pid = (await this.admin(sql)).rows[0]?.['pid'])).toBeDefined();
    return Number(pid);
  }

  async drop(): Promise<void> {
    await this.#admin.end();
    await this.server(`DROP DATABASE ${this.name} WITH (FORCE)`);
    await this.server(`DROP ROLE ${this.role}`);
    await this.#server.end();
  }
}
