import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { fieldPath, openDemo, payloadWith, pick, showReport, useSchema, writeQuery } from './steps';

const panel = (page: Page) => page.getByRole('region', { name: 'Check of all rows' });

test('a check counts rejected rows and links to their rows and fields', async ({ page, database }) => {
  const { rows } = await database.query<{ all: string; phones: string }>(
    'SELECT count(*) AS all, count(phone) AS phones FROM customers',
  );
  const [all, phones] = [Number(rows[0]?.all), Number(rows[0]?.phones)];
  await openDemo(page);
  await pick(page, 'customers');
  await page.getByLabel('If NULL, for phone').selectOption('error');
  await showReport(page);
  const number = (value: number) => value.toLocaleString('en');
  await expect(panel(page)).toContainText(
    `${number(phones)} of ${number(all)} rows are valid; ${number(all - phones)} rejected, all because of phone.`,
  );
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await panel(page).getByRole('button', { name: 'Copy as JSON' }).click();
  await expect(page.getByText('Copied', { exact: true })).toBeAttached();
  expect(JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))).toMatchObject({
    rows: all,
    payloads: phones,
    rejected: all - phones,
  });

  const example = panel(page)
    .getByRole('button', { name: /^Show the row id / })
    .first();
  const id = (await example.textContent())?.replace('id ', '') ?? '';
  await example.click();
  await expect(page.getByText('Row 1 of 1')).toBeVisible();
  await expect(page.getByText(new RegExp(`^id ${id} · 1 of 1 row rejected`))).toBeVisible();
  await panel(page).getByRole('button', { name: 'Go to phone', exact: true }).click();
  await expect(fieldPath(page, 'phone')).toBeFocused();

  await page.getByLabel('If NULL, for phone').selectOption('omit');
  await expect(panel(page)).toContainText('Outdated: the mapping changed after this check.');
  await panel(page).getByRole('button', { name: 'Check again' }).click();
  await expect(panel(page)).toContainText(`All ${number(all)} rows are valid.`);
  await expect(panel(page)).not.toContainText('Outdated');
});

test('a running check shows its progress and can be cancelled', async ({ page, database }) => {
  await openDemo(page);
  await writeQuery(
    page,
    'SELECT i AS id, pg_sleep(0.002)::text AS slow FROM generate_series(1, 1000000) AS i',
  );
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Run/ }).click();
  await page.getByRole('button', { name: 'Map these columns' }).click();
  await payloadWith(page, '"id"');
  await page.getByRole('button', { name: 'Check all rows' }).click();
  const count = async () =>
    Number((await panel(page).locator('b').first().textContent())?.replaceAll(',', ''));
  await expect.poll(count).toBeGreaterThan(0);
  const seen = await count();
  await expect.poll(count).toBeGreaterThan(seen);
  await expect(panel(page).getByRole('progressbar')).not.toHaveAttribute('value');
  await panel(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(panel(page)).toContainText('The check was cancelled, and Postgres was told to stop.');
  await expect(panel(page)).toBeFocused();
  await expect
    .poll(async () => {
      const { rows } = await database.query<{ running: number }>(
        `SELECT count(*)::int AS running FROM pg_stat_activity
         WHERE state = 'active' AND query LIKE '%generate_series(1, 1000000)%' AND pid <> pg_backend_pid()`,
      );
      return rows[0]?.running;
    })
    .toBe(0);
});

test('previews and checks are validated against the receiver’s schema', async ({ page }) => {
  await openDemo(page);
  await pick(page, 'customers');
  await payloadWith(page, '"id"');
  await useSchema(page, { type: 'object', required: ['email'], properties: { id: { type: 'string' } } });
  const issues = page.getByRole('group', { name: 'Issues of the receiver’s schema' });
  await expect(issues).toContainText('10 of 10 rows break the receiver’s schema.');
  await expect(issues).toContainText('/id');
  await showReport(page);
  await expect(panel(page)).toContainText(
    /^.*None of [\d,]+ rows is valid; [\d,]+ break the receiver’s schema, all because of \/id\./,
  );
  await page.getByLabel('Send as, for id').selectOption('string');
  await expect(issues).toBeHidden();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Receiver’s schema' })).toBeVisible();
});

test.describe(() => {
  test.use({ expectedConsoleErrors: /status of 422/ });

  test('an invalid schema keeps the preview and links to its error', async ({ page }) => {
    await openDemo(page);
    await pick(page, 'customers');
    await payloadWith(page, '"id"');
    await useSchema(page, { type: 'object', properties: { id: { typ: 'string' } } });
    await page.getByRole('button', { name: 'Show why' }).click();
    const dialog = page.getByRole('dialog', { name: 'Receiver’s schema' });
    await expect(dialog.getByRole('alert')).toContainText('typ');
    await dialog.getByRole('button', { name: 'Line 5' }).click();
    const selected = await page.evaluate(() => {
      const { value, selectionStart, selectionEnd } = document.activeElement as HTMLTextAreaElement;
      return value.slice(selectionStart, selectionEnd);
    });
    expect(selected).toBe('"typ"');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await payloadWith(page, '"id"');
  });
});

test('every row is valid against the schema exported for its mapping', async ({ page }) => {
  await openDemo(page);
  await pick(page, 'customers');
  await page.getByLabel('If NULL, for phone').selectOption('omit');
  await fieldPath(page, 'city').fill('address.city');
  await payloadWith(page, '"address"');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export schema' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('customers.schema.json');
  const schema = JSON.parse(await readFile(await download.path(), 'utf8')) as object;
  await useSchema(page, schema);
  await showReport(page);
  await expect(panel(page)).toContainText(/All [\d,]+ rows are valid\./);
});
