import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { tokens } from '../src/lib/json/tokens';
import { databaseUrl, expect, test } from './fixtures';
import { connect, payload, payloadWith, pick, openDemo } from './steps';

const SCHEMA = 'rowhook_e2e';
const BIG = '9007199254740993';
const NUMERIC = '123456789012345678901.123456789';
const DOCUMENT = '{"a":1.10,"a":2,"big":1e400,"text":"\\u0041 \\" \\\\ </script>"}';

/** Nested fields with a list and a constant. */
const mapping = {
  version: 1,
  fields: [
    { to: 'user.name.first', column: 'first_name' },
    { to: 'user.name.last', column: 'last_name' },
    { to: 'user.id', column: 'id' },
    { to: 'user.emails[0].address', column: 'email' },
    { to: 'user.emails[0].kind', value: 'work' },
    { to: 'user.active', column: 'is_active' },
    { to: 'metrics.ltv', column: 'lifetime_value' },
    { to: 'metrics.churn', column: 'churn_score' },
    { to: 'meta["created.at"]', column: 'created_at' },
    { to: 'tags', column: 'tags' },
    { to: 'attributes', column: 'attributes' },
  ],
};

const SAME_IN_SQL = `
  SELECT json_build_object(
    'user', json_build_object(
      'name', json_build_object('first', first_name, 'last', last_name),
      'id', id,
      'emails', json_build_array(json_build_object('address', email, 'kind', 'work'::text)),
      'active', is_active),
    'metrics', json_build_object('ltv', lifetime_value, 'churn', churn_score),
    'meta', json_build_object('created.at', created_at),
    'tags', tags,
    'attributes', attributes)::text AS body
  FROM public.customers ORDER BY id LIMIT 100`;

const withoutSpace = (json: string) =>
  [...tokens(json)].map(({ start, end }) => json.slice(start, end)).join('');

async function openMapping(page: Page, document: object): Promise<void> {
  const file = {
    name: 'mapping.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(document)),
  };
  await page.getByLabel('Mapping file').setInputFiles(file);
}

async function downloadNdjson(page: Page): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download NDJSON' }).click();
  return readFile(await (await download).path(), 'utf8');
}

test.describe('exact values', () => {
  test.beforeAll(async ({ database }) => {
    await database.query(`DROP SCHEMA IF EXISTS ${SCHEMA} CASCADE`);
    await database.query(`CREATE SCHEMA ${SCHEMA}`);
    await database.query(
      `CREATE TABLE ${SCHEMA}.exact (id int8 PRIMARY KEY, amount numeric, doc json, note text)`,
    );
    await database.query(`INSERT INTO ${SCHEMA}.exact VALUES ($1, $2, $3, $4)`, [
      BIG,
      NUMERIC,
      DOCUMENT,
      `it's "so"\n<img src=x>`,
    ]);
  });
  test.afterAll(async ({ database }) => {
    await database.query(`DROP SCHEMA ${SCHEMA} CASCADE`);
  });

  test('100 payloads equal the results of json_build_object, except for white space', async ({
    page,
    database,
  }) => {
    await openDemo(page);
    await pick(page, 'customers');
    await openMapping(page, mapping);
    await payloadWith(page, '"kind"');
    await page.getByRole('spinbutton', { name: 'Rows' }).fill('100');
    await page.keyboard.press('Enter');
    await page.getByText('Row 1 of 100').waitFor();
    const wanted = (await database.query<{ body: string }>(SAME_IN_SQL)).rows.map(({ body }) =>
      withoutSpace(body),
    );
    expect(wanted).toHaveLength(100);
    await page.getByRole('button', { name: 'Raw' }).click();
    await expect.poll(() => payload(page).textContent()).toBe(wanted[0]);
    expect((await downloadNdjson(page)).split('\n')).toEqual([...wanted, '']);
  });

  test('screen, clipboard and files keep every digit, escape and key', async ({ page }) => {
    await connect(page, databaseUrl());
    await pick(page, 'exact', SCHEMA);
    const body = `{"id":${BIG},"amount":${NUMERIC},"doc":${DOCUMENT},"note":"it's \\"so\\"\\n<img src=x>"}`;
    const pretty = await payloadWith(page, BIG);
    for (const digits of [BIG, NUMERIC, '1.10', '1e400']) expect(pretty).toContain(digits);
    await page.getByRole('button', { name: 'Raw' }).click();
    await expect.poll(() => payload(page).textContent()).toBe(body);
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
    await page.getByRole('button', { name: 'Copy JSON' }).click();
    await expect.poll(clipboard).toBe(body);
    await page.getByRole('button', { name: 'Copy cURL' }).click();
    await expect.poll(clipboard).toContain(`--data-binary '${body.replaceAll("'", String.raw`'\''`)}'`);
    expect(await downloadNdjson(page)).toBe(`${body}\n`);
  });

  test('only the tab stores the token, and nothing stores passwords or values', async ({ page }) => {
    const logged: string[] = [];
    page.on('console', (message) => logged.push(message.text()));
    const connection = page.waitForResponse(/\/connections$/);
    await connect(page, databaseUrl());
    const { token } = (await (await connection).json()) as { token: string };
    await pick(page, 'exact', SCHEMA);
    await payloadWith(page, BIG);
    await page.getByRole('combobox', { name: 'Field path for note' }).fill('remark');
    await payloadWith(page, '"remark"');
    let kept = '';
    const keep = async () => {
      kept = await page.evaluate(() =>
        JSON.stringify([
          Object.entries(localStorage),
          Object.entries(sessionStorage).filter(([key]) => key !== 'rowhook.connection'),
          location.href,
          history.state,
          document.cookie,
        ]),
      );
      return kept;
    };
    // The page stores the mapping shortly after the last change.
    await expect.poll(keep).toContain('remark');
    expect(token.length).toBeGreaterThan(20);
    const html = await page.evaluate(() => document.documentElement.outerHTML);
    for (const secret of [token, new URL(databaseUrl()).password]) {
      expect(kept + logged.join() + html).not.toContain(secret);
    }
    expect(kept).not.toContain(BIG);
    const inTab = await page.evaluate(() => sessionStorage.getItem('rowhook.connection'));
    expect(inTab).toContain(token);
    expect(inTab).not.toContain(new URL(databaseUrl()).password);
  });

  test('a fixed JSON value is sent as it was typed', async ({ page }) => {
    await openDemo(page);
    await pick(page, 'customers');
    await page.getByRole('button', { name: 'Add field' }).click();
    await page.getByRole('menuitem', { name: 'Fixed value', exact: true }).click();
    await page.getByLabel('Type of Fixed value').selectOption('json');
    await page
      .getByLabel('Fixed value', { exact: true })
      .fill('{"10": "ten", "2": "two", "b": 0.12345678901234567890, "1": 3}');
    await page
      .getByRole('tab', { name: 'Raw' })
      .or(page.getByRole('button', { name: 'Raw' }))
      .click();
    await payloadWith(page, '{"10":"ten","2":"two","b":0.12345678901234567890,"1":3}');
    await page.getByLabel('Type of Fixed value').selectOption('number');
    await page.getByLabel('Fixed value', { exact: true }).fill('0.12345678901234567890');
    await page.getByRole('button', { name: 'Pretty' }).click();
    await payloadWith(page, '"value": 0.12345678901234567890 JavaScript will round this');
    await payload(page).getByRole('button', { name: 'Send as string' }).click();
    await payloadWith(page, '"value": "0.12345678901234567890"');
  });
});
