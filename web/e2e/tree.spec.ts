import type { Page } from '@playwright/test';
import { databaseUrl, expect, test } from './fixtures';
import { connect, openDemo, payload, payloadWith, pick, tabTo } from './steps';

const SCHEMA = 'rowhook_e2e_tree';
const COLUMNS = 1600;
const NODES_MAX = 1500;

const active = (page: Page) =>
  page
    .getByRole('tree')
    .evaluate(
      (tree) => document.getElementById(tree.getAttribute('aria-activedescendant') ?? '')?.textContent ?? '',
    );

test.describe('tree and bulk edits', () => {
  test.beforeAll(async ({ database }) => {
    await database.query(`DROP SCHEMA IF EXISTS ${SCHEMA} CASCADE; CREATE SCHEMA ${SCHEMA}`);
    const columns = Array.from(
      { length: COLUMNS },
      (_, i) => `group_${i % 40}_item_${i} int4 DEFAULT ${i}`,
    ).join();
    await database.query(`CREATE TABLE ${SCHEMA}.wide (${columns})`);
    await database.query(`INSERT INTO ${SCHEMA}.wide SELECT FROM generate_series(1, 10)`);
  });
  test.afterAll(async ({ database }) => {
    await database.query(`DROP SCHEMA ${SCHEMA} CASCADE`);
  });

  test('shapes the payload by keyboard alone', async ({ page }) => {
    await openDemo(page);
    await pick(page, 'customers');
    await page.getByRole('button', { name: 'Tree', exact: true }).focus();
    await page.keyboard.press('Enter');
    const tree = page.getByRole('tree');
    await tabTo(tree);
    // "first_name" is moved into a new object, which is named, and "last_name" is moved there too.
    await page.keyboard.press('f');
    await expect.poll(() => active(page)).toMatch(/^first_name/);
    await tabTo(page.getByRole('button', { name: 'Put in a new object' }));
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Name of new_object' }).waitFor();
    await page.keyboard.type('user.name');
    await page.keyboard.press('Enter');
    await payloadWith(page, '"user"');
    await expect.poll(() => active(page)).toMatch(/^name/);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('F2');
    await page.keyboard.type('first');
    await page.keyboard.press('Enter');
    await page.keyboard.press('l');
    await expect.poll(() => active(page)).toMatch(/^last_name/);
    await page.keyboard.press('Alt+ArrowRight');
    await page.keyboard.press('Alt+ArrowRight');
    await expect(payload(page)).toHaveText(/"user": \{\s*"name": \{\s*"first": "[^"]+",\s*"last_name": /);
    await page.keyboard.press('Delete');
    await expect.poll(async () => payloadWith(page, '"user"')).not.toContain('last_name');
    for (let i = 0; i < 4; i++) await page.keyboard.press('Control+z');
    await payloadWith(page, '"first_name"');
  });

  test(`${COLUMNS} columns need few nodes, and a bulk edit of all is one undo step`, async ({
    page,
    nodes,
  }) => {
    await connect(page, databaseUrl());
    await pick(page, 'wide', SCHEMA);
    await payloadWith(page, '"group_0_item_0"');
    await page.getByRole('button', { name: 'Bulk edit' }).click();
    await page.getByRole('menuitem', { name: 'Nest by common words' }).click();
    await page.getByText(`${COLUMNS.toLocaleString('en')} paths change.`).waitFor();
    await page.getByRole('button', { name: 'Change 1,600 paths' }).click();
    // The payload scrolls to the row under the pointer, so its first lines may not be rendered.
    await expect(payload(page)).not.toContainText('group_');
    await page.getByRole('button', { name: 'Tree', exact: true }).click();
    const tree = page.getByRole('tree');
    await tree.waitFor();
    await tree.focus();
    expect(await nodes()).toBeLessThan(NODES_MAX);
    await page.keyboard.press('End');
    await expect.poll(() => active(page)).toMatch(/^1599/);
    expect(await nodes()).toBeLessThan(NODES_MAX);
    await page.keyboard.press('Alt+ArrowUp');
    await page.getByRole('button', { name: /^Undo: move group\./ }).click();
    await page.getByRole('button', { name: 'Undo: nest 1,600 paths' }).click();
    await tree.press('Home');
    await tree.getByText('group_0_item_0', { exact: true }).first().waitFor();
  });
});
