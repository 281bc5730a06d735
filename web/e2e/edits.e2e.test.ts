import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseUrl, withBrowser } from './browser';
import { connect, fieldPath, openDemo, payload, payloadWith, pick } from './steps';

const EDITS = 10;
/** Longer than the pause after which a preview is asked for. */
const PAUSE_MS = 220;

describe('quick edits', () => {
  const open = withBrowser();

  it('show only the newest answer, whatever the order in which the answers come', async () => {
    const { page, complaints } = await open();
    await openDemo(page);
    await pick(page, 'customers');
    await payload(page).waitFor();
    let asked = 0;
    await page.route('**/previews', async (route) => {
      const delay = (EDITS - asked++) * 150;
      const response = await route.fetch().catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, delay));
      await (response === undefined ? route.abort() : route.fulfill({ response })).catch(() => undefined);
    });
    const shown: string[] = [];
    for (let edit = 1; edit <= EDITS; edit++) {
      await fieldPath(page, 'first_name').fill(`edit_${edit}`);
      await page.waitForTimeout(PAUSE_MS);
      shown.push((await payload(page).textContent()) ?? '');
    }
    await payloadWith(page, `"edit_${EDITS}"`);
    // The slowest answer, to the first edit, would have come by now.
    await page.waitForTimeout(EDITS * 150);
    expect(await payload(page).textContent()).toContain(`"edit_${EDITS}"`);
    expect(asked).toBe(EDITS);
    const order = shown.map((text) => Number(/"edit_(\d+)"/.exec(text)?.[1] ?? 0));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(complaints).toEqual([]);
  });
});

describe('a value of 10 MB', () => {
  const open = withBrowser();
  const database = new pg.Client({ connectionString: databaseUrl() });
  const BYTES = 10_000_000;
  const SCHEMA = 'rowhook_e2e_long';

  beforeAll(async () => {
    await database.connect();
    await database.query(`DROP SCHEMA IF EXISTS ${SCHEMA} CASCADE; CREATE SCHEMA ${SCHEMA}`);
    await database.query(`CREATE TABLE ${SCHEMA}.long (id int PRIMARY KEY, note text)`);
    await database.query(`INSERT INTO ${SCHEMA}.long VALUES (1, repeat('0123456789', ${BYTES / 10}))`);
  });
  afterAll(async () => {
    await database.query(`DROP SCHEMA ${SCHEMA} CASCADE`);
    await database.end();
  });

  it('is folded on the screen, with its size, and whole in the clipboard', async () => {
    const { page, nodes, complaints } = await open();
    await connect(page, databaseUrl());
    await pick(page, 'long', SCHEMA);
    const shown = await payloadWith(page, '… 10 MB');
    expect(shown.length).toBeLessThan(1000);
    expect(await nodes()).toBeLessThan(1500);
    await page.getByRole('button', { name: 'Copy JSON' }).click();
    const copied = () => page.evaluate(async () => (await navigator.clipboard.readText()).length);
    await expect.poll(copied).toBe('{"id":1,"note":""}'.length + BYTES);
    await page.getByRole('button', { name: 'Raw' }).click();
    await payload(page).waitFor();
    await fieldPath(page, 'note').fill('remark');
    await page.getByRole('button', { name: 'Pretty' }).click();
    await payloadWith(page, '"remark"');
    expect(complaints).toEqual([]);
  });
});
