// @ts-check
// A whole table as NDJSON, the way of a Node script: a cursor, an object for each row, JSON.stringify.
import pg from 'pg';

const ROWS_AT_ONCE = 2000;

const client = new pg.Client({ connectionString: process.env['DATABASE_URL'] });
await client.connect();
await client.query('BEGIN READ ONLY');
await client.query('DECLARE customers_cursor NO SCROLL CURSOR FOR SELECT * FROM customers');
for (;;) {
  const { rows } = await client.query(`FETCH ${ROWS_AT_ONCE} FROM customers_cursor`);
  if (rows.length === 0) break;
  const lines = rows.map((row) => JSON.stringify(payload(row)) + '\n').join('');
  if (!process.stdout.write(lines)) await new Promise((resolve) => process.stdout.once('drain', resolve));
}
await client.end();

/** @param {Record<string, unknown>} row */
function payload(row) {
  return {
    customer: {
      id: row['id'],
      externalId: row['external_id'],
      name: { first: row['first_name'], last: row['last_name'] },
      contact: { email: row['email'], phone: row['phone'] },
      createdAt: row['created_at'],
      born: row['born'],
    },
    account: { balance: row['balance'], score: row['score'], orders: row['orders'], active: row['active'] },
    tags: row['tags'],
    attributes: row['attributes'],
  };
}
