import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { tokens } from '../src/lib/json/tokens';
import { databaseUrl, engine, expect, test } from './fixtures';
import {
  connect,
  copied,
  fieldPath,
  openDemo,
  payload,
  payloadWith,
  pick,
  showReport,
  writeQuery,
} from './steps';

const QUERY = `WITH paid AS (
  SELECT * FROM orders WHERE status = 'paid'
)
SELECT c.id, c.email, json_agg(json_build_object('id', p.id, 'total', p.total) ORDER BY p.id) AS orders
FROM customers c
JOIN paid p ON p.customer_id = c.id
WHERE c.id < 200
GROUP BY c.id`;

const compact = (json: string) => [...tokens(json)].map(({ start, end }) => json.slice(start, end)).join('');

const editor = (page: Page) => page.getByRole('textbox', { name: 'SQL query' });

async function mapQuery(page: Page, text: string): Promise<void> {
  await writeQuery(page, text);
  await page.keyboard.press('Control+Enter');
  await page.getByRole('region', { name: 'First rows' }).waitFor();
  await page.getByRole('button', { name: 'Map these columns' }).click();
  await payload(page).waitFor();
}

/** Runs the export command of the page and returns the payloads in its output file. */
async function exported(page: Page, file: string, folder: string): Promise<string[]> {
  await page.getByRole('button', { name: 'Export command' }).click();
  const command = await copied(page, 'Copy command');
  await page.keyboard.press('Escape');
  const { url, token } = engine();
  const { status, stderr } = spawnSync('bash', ['--norc', '-c', command], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: databaseUrl(),
      ENGINE_URL: url,
      ENGINE_TOKEN: token,
    },
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const lines = (await readFile(path.join(folder, file), 'utf8')).trimEnd().split('\n');
  return lines.slice(0, -1).sort();
}

async function saved(page: Page): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save mapping' }).click(),
  ]);
  return readFile(await download.path(), 'utf8');
}

const body = async (page: Page) => {
  await page.getByRole('button', { name: 'Raw', exact: true }).click();
  return (await payload(page).textContent()) ?? '';
};

test.describe('SQL query', () => {
  test('with a join, a CTE and a list can be completed, run, mapped, saved, opened and exported', async ({
    page,
    database,
  }, testInfo) => {
    const { rows } = await database.query<{ body: string }>(
      `SELECT json_build_object('user', json_build_object('id', id, 'mail', email), 'orders', orders)::text AS body
       FROM (${QUERY}) AS q ORDER BY id`,
    );
    const wanted = rows.map((row) => compact(row.body));

    await connect(page, databaseUrl());
    await page.getByRole('tab', { name: 'SQL query' }).click();
    await writeQuery(page, 'SELECT  FROM customers cu');
    await editor(page).press('Home');
    for (let i = 0; i < 7; i++) await editor(page).press('ArrowRight');
    await editor(page).pressSequentially('cu.emai');
    await page.getByRole('option', { name: /^email/ }).waitFor();
    // CodeMirror ignores Enter shortly after a list has opened.
    await page.waitForTimeout(200);
    await editor(page).press('Enter');
    await expect(editor(page)).toContainText('SELECT cu.email FROM customers cu');

    await mapQuery(page, QUERY);
    await fieldPath(page, 'id').fill('user.id');
    await fieldPath(page, 'email').fill('user.mail');
    await payloadWith(page, '"mail"');
    await page.getByRole('button', { name: /^Source/ }).click();
    await page.getByRole('combobox', { name: 'Key' }).selectOption({ label: 'id' });
    await expect(page.getByRole('button', { name: 'Map these columns' })).toBeEnabled();
    await page.getByRole('button', { name: 'Map these columns' }).click();
    await expect(payload(page)).toContainText('"mail"');
    expect(page.url()).not.toContain('SELECT');
    expect(wanted).toContain(await body(page));

    const document = await saved(page);
    expect(JSON.parse(document)).toMatchObject({ query: QUERY, key: ['id'] });
    expect(await exported(page, 'query.ndjson', testInfo.outputPath())).toEqual([...wanted].sort());

    await page.goto('/');
    await pick(page, 'products');
    await page.getByLabel('Mapping file').setInputFiles({
      name: 'mapping.json',
      mimeType: 'application/json',
      buffer: Buffer.from(document),
    });
    await expect(page).toHaveURL(/source=query/);
    await payloadWith(page, '"mail"');
    expect(wanted).toContain(await body(page));
  });

  test('with a key of two columns uses both to name, find and reject rows', async ({ page }) => {
    await openDemo(page);
    await writeQuery(
      page,
      `SELECT order_id, line, nullif(line, 2) AS odd FROM order_items WHERE order_id < 100 ORDER BY order_id, line`,
    );
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Run/ }).click();
    await page.getByRole('combobox', { name: 'Key', exact: true }).selectOption('order_id');
    await page.getByRole('combobox', { name: 'Key, column 2' }).selectOption('line');
    await page.getByRole('button', { name: 'Map these columns' }).click();
    await expect(page.getByText('order_id 1, line 1')).toBeVisible();
    expect(JSON.parse(await saved(page))).toMatchObject({ key: ['order_id', 'line'] });

    await page.getByRole('button', { name: 'Find a row' }).click();
    await page.getByLabel('order_id', { exact: true }).fill('7');
    await page.getByLabel('line', { exact: true }).fill('1');
    await page.getByLabel('line', { exact: true }).press('Enter');
    await expect(page.getByText('order_id 7, line 1')).toBeVisible();
    await expect(page.getByText('Row 1 of 1')).toBeVisible();

    await page.getByLabel('If NULL, for odd').selectOption('error');
    await showReport(page);
    const example = page.getByRole('button', { name: /^Show the row order_id \d+, line 2$/ }).first();
    const name = (await example.textContent()) ?? '';
    await example.click();
    await expect(page.getByText(new RegExp(`^${name} · 1 of 1 row rejected`))).toBeVisible();
    await page.getByRole('button', { name: /^order_id is .* and line is 2$/ }).click();
    await expect(page.getByLabel('line', { exact: true })).toHaveValue('2');
  });

  test.describe('with an error', () => {
    test.use({ expectedConsoleErrors: /status of 422/ });

    test('underlines the error at the position of Postgres and adds aliases', async ({ page }) => {
      await openDemo(page);
      await writeQuery(page, "SELECT '😀' AS face, c.emial\nFROM customers c");
      await page.getByRole('button', { name: /^Run/ }).click();
      const alert = page.getByRole('alert');
      await expect(alert).toContainText('column c.emial does not exist');
      await expect(alert).toContainText('Perhaps you meant to reference the column "c.email".');
      await expect(alert).toContainText('Line 1, column 21 · SQLSTATE 42703');
      await expect(page.locator('.cm-lintRange-error')).toHaveText('c.emial');
      await writeQuery(page, 'SELECT id, email, id FROM customers;');
      await page.getByRole('button', { name: /^Run/ }).click();
      await expect(alert).toContainText('"id"');
      await page.getByRole('button', { name: 'Add aliases' }).click();
      await expect(page.getByRole('columnheader', { name: 'id_2 bigint' })).toBeVisible();
      await writeQuery(page, 'DELETE FROM customers');
      await page.getByRole('button', { name: /^Run/ }).click();
      await expect(alert).toContainText('This query cannot be a source.');
    });
  });

  test('is cancelled by Cancel, by leaving the tab and by leaving the page', async ({ page, database }) => {
    const sleeping = async () => {
      const { rowCount } = await database.query(
        `SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND query LIKE '%rowhook_endless%'
           AND pid <> pg_backend_pid()`,
      );
      return rowCount;
    };
    await openDemo(page);
    const leave = [
      () => page.getByRole('button', { name: 'Cancel' }).first().click(),
      () => page.getByRole('tab', { name: 'Tables and views' }).click(),
      () => page.goto('about:blank'),
    ];
    for (const leaving of leave) {
      await writeQuery(page, 'SELECT pg_sleep(600)::text AS rowhook_endless');
      await page.getByRole('button', { name: /^Run/ }).click();
      await expect.poll(sleeping).toBe(1);
      await leaving();
      // Earlier than the timeout of the request.
      await expect.poll(sleeping, { timeout: 10_000 }).toBe(0);
    }
  });

  test('can have 1,600 columns, and no rows', async ({ page, nodes }) => {
    await openDemo(page);
    const wide = Array.from({ length: 1600 }, (_, index) => `${index} AS c${index}`).join(', ');
    await mapQuery(page, `SELECT ${wide}`);
    await payloadWith(page, '"c0": 0');
    expect(await nodes()).toBeLessThan(1500);
    await page.getByRole('button', { name: /^Source/ }).click();
    await page.getByRole('region', { name: 'First rows' }).waitFor();
    expect(await nodes()).toBeLessThan(1500);
    await writeQuery(page, 'SELECT c0 FROM (SELECT 1 AS c0) AS one WHERE false');
    await page.getByRole('button', { name: /^Run/ }).click();
    await expect(page.getByText('The query returns no rows now.')).toBeVisible();
    await page.getByRole('button', { name: 'Map these columns' }).click();
    await expect(page.getByText('1,599 issues')).toBeVisible();
  });
});

test.describe('filter', () => {
  test('with three conditions applies to previews, saved mappings and exports', async ({
    page,
    database,
  }, testInfo) => {
    const where = `is_active AND country IN ('DE', 'FR') AND lifetime_value >= 900`;
    const { rows } = await database.query<{ id: string }>(
      `SELECT id::text FROM customers WHERE ${where} ORDER BY customers.id`,
    );
    await connect(page, databaseUrl());
    await pick(page, 'customers');
    const add = async (column: string, condition: string, value: string) => {
      await page.getByRole('button', { name: 'Add filter', exact: true }).click();
      await page.getByRole('combobox', { name: 'Column' }).selectOption(column);
      await page.getByRole('combobox', { name: 'Condition' }).selectOption({ label: condition });
      const field = page.getByLabel('Value', { exact: true });
      if (column === 'is_active') await field.selectOption(value);
      else await field.fill(value);
      await page.getByRole('button', { name: 'Apply filter' }).click();
    };
    await add('is_active', 'is', 'true');
    await add('country', 'is one of', 'DE\nFR');
    await add('lifetime_value', 'is at least', '900');
    await expect(page.getByRole('button', { name: 'country is one of DE, FR', exact: true })).toBeVisible();
    await payloadWith(page, `"id": ${rows[0]?.id},`);
    expect(page.url()).not.toContain('DE');
    expect(JSON.parse(await saved(page))).toMatchObject({
      where: [
        { column: 'is_active', is: '=', value: true },
        { column: 'country', is: 'in', value: ['DE', 'FR'] },
        { column: 'lifetime_value', is: '>=', value: 900 },
      ],
    });
    const payloads = await exported(page, 'customers.ndjson', testInfo.outputPath());
    const ids = payloads.map((line) => /^\{"id":(\d+),/.exec(line)?.[1]);
    expect(ids.sort()).toEqual(rows.map(({ id }) => id).sort());

    await page.getByRole('button', { name: /^Source/ }).click();
    await page.getByRole('button', { name: 'Edit as query' }).click();
    await expect(editor(page)).toContainText("country IN ('DE', 'FR')");
    await page.getByRole('button', { name: /^Run/ }).click();
    await expect(page.getByText(/^First 10 rows/)).toBeVisible();
  });

  test.describe('with an invalid value', () => {
    test.use({ expectedConsoleErrors: /status of 422/ });

    test('shows the error at its condition', async ({ page }) => {
      await openDemo(page);
      await pick(page, 'orders');
      await page.getByRole('button', { name: 'Add filter', exact: true }).click();
      await page.getByRole('combobox', { name: 'Column' }).selectOption('placed_at');
      await page.getByLabel('Value', { exact: true }).fill('yesterdayish');
      await page.getByLabel('Value', { exact: true }).press('Enter');
      const value = page.getByLabel('Value', { exact: true });
      await expect(value).toHaveAccessibleDescription(/timestamp/);
      await expect(value).toBeFocused();
      await page.getByRole('button', { name: 'Cancel' }).click();
      const chip = page.getByRole('button', { name: 'placed_at is yesterdayish', exact: true });
      await expect(chip).toHaveAccessibleDescription(/timestamp/);
    });
  });

  test('is not needed to find a row by its e-mail address', async ({ page, database }) => {
    const { rows } = await database.query<{ id: string; email: string }>(
      'SELECT id::text, email FROM customers ORDER BY id DESC LIMIT 1 OFFSET 777',
    );
    await openDemo(page);
    await pick(page, 'customers');
    await page.getByRole('button', { name: 'Find a row' }).click();
    await page.getByRole('combobox', { name: 'Column' }).selectOption('email');
    await page.getByLabel('Value', { exact: true }).fill(rows[0]?.email ?? '');
    await page.getByLabel('Value', { exact: true }).press('Enter');
    await payloadWith(page, `"id": ${rows[0]?.id},`);
    await expect(page.getByText('Row 1 of 1')).toBeVisible();
    expect(page.url()).not.toContain('@');
  });
});
