// @ts-check
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import { Supervisor } from '../lib/supervisor.mjs';
import { DEMO, startPostgres } from '../lib/postgres.mjs';

describe('demo database', () => {
  const supervisor = new Supervisor();
  /** @type {import('../lib/postgres.mjs').RunningPostgres} */
  let postgres;
  /** @type {pg.Client} */
  let client;

  before(async () => {
    postgres = await startPostgres(supervisor, DEMO, { name: 'postgres-demo-test' });
    client = new pg.Client(postgres.demoUrl);
    await client.connect();
  });
  after(async () => {
    await client.end();
    await supervisor.stopAll();
  });

  /** @param {string} sql */
  const query = async (sql) => (await client.query({ text: sql, rowMode: 'array' })).rows;

  test('has 50,000 customers with the same total lifetime value', async () => {
    assert.deepEqual(await query('SELECT count(*), sum(lifetime_value) FROM customers'), [
      ['50000', '14436162.15'],
    ]);
  });

  test('starts with the expected columns and names', async () => {
    const columns = await query(
      "SELECT attname FROM pg_attribute WHERE attrelid = 'customers'::regclass AND attnum BETWEEN 1 AND 4 ORDER BY attnum",
    );
    assert.deepEqual(columns.flat(), ['id', 'first_name', 'last_name', 'email']);
    const people = await query('SELECT first_name, last_name FROM customers ORDER BY id LIMIT 5');
    assert.deepEqual(people, [
      ['Édith', 'Lefèvre'],
      ['Liam', "O'Brien"],
      ['伟', '张'],
      ['Ægir', 'Jónsson'],
      ['Madonna', null],
    ]);
  });

  test('has every kind of relation, and numbers that JavaScript rounds', async () => {
    const kinds = await query(
      "SELECT DISTINCT relkind::text FROM pg_class WHERE relnamespace IN ('public'::regnamespace, 'billing'::regnamespace) AND relkind IN ('r', 'p', 'v', 'm') ORDER BY 1",
    );
    assert.deepEqual(kinds.flat(), ['m', 'p', 'r', 'v']);
    const [invoice] = await query('SELECT id, exact_total FROM billing.invoices ORDER BY id LIMIT 1');
    assert.equal(invoice?.[0], '9007199254740993');
    assert.equal(String(invoice?.[1]).replace('.', '').length, 30);
    assert.deepEqual(await query('SELECT count(*) FROM gift_cards'), [['0']]);
  });

  test('is read-only, with a table that its role may not read', async () => {
    await assert.rejects(query('CREATE TABLE more (id int)'), { code: '25006' });
    await assert.rejects(query('SELECT * FROM billing.payment_methods'), { code: '42501' });
  });

  test('restarts on the same port with its data', async () => {
    await client.end();
    await postgres.shutDown();
    await assert.rejects(new pg.Client(postgres.demoUrl).connect(), { code: 'ECONNREFUSED' });
    await postgres.boot();
    client = new pg.Client(postgres.demoUrl);
    await client.connect();
    assert.deepEqual(await query('SELECT count(*) FROM customers'), [['50000']]);
  });

  test('rejects a wrong password', async () => {
    const wrong = new pg.Client(postgres.demoUrl.replace(':demo@', ':wrong@'));
    await assert.rejects(wrong.connect(), { code: '28P01' });
  });
});
