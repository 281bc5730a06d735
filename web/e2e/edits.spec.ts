import type { Route } from '@playwright/test';
import { databaseUrl, expect, test } from './fixtures';
import { connect, fieldPath, openDemo, payload, payloadWith, pick } from './steps';

const EDITS = 10;
/** Each response is this much faster than the previous one. Longer than the page waits before a request. */
const QUICKER_MS = 300;

test.describe('fast edits', () => {
  test('show only the response of the latest edit, in any order of responses', async ({ page }) => {
    await openDemo(page);
    await pick(page, 'customers');
    await payload(page).waitFor();
    const responses: Promise<void>[] = [];
    const delayed = async (route: Route, delay: number) => {
      const response = await route.fetch().catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, delay));
      await (response === undefined ? route.abort() : route.fulfill({ response })).catch(() => undefined);
    };
    await page.route('**/previews', (route) => {
      responses.push(delayed(route, (EDITS - responses.length) * QUICKER_MS));
    });
    const shown: string[] = [];
    for (let edit = 1; edit <= EDITS; edit++) {
      const requested = page.waitForRequest('**/previews');
      await fieldPath(page, 'first_name').fill(`edit_${edit}`);
      await requested;
      shown.push((await payload(page).textContent()) ?? '');
    }
    await payloadWith(page, `"edit_${EDITS}"`);
    await Promise.all(responses);
    expect(await payload(page).textContent()).toContain(`"edit_${EDITS}"`);
    expect(responses).toHaveLength(EDITS);
    const order = shown.map((text) => Number(/"edit_(\d+)"/.exec(text)?.[1] ?? 0));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });
});

test.describe('value of 10 MB', () => {
  const BYTES = 10_000_000;
  const SCHEMA = 'rowhook_e2e_long';

  test.beforeAll(async ({ database }) => {
    await database.query(`DROP SCHEMA IF EXISTS ${SCHEMA} CASCADE; CREATE SCHEMA ${SCHEMA}`);
    await database.query(`CREATE TABLE ${SCHEMA}.long (id int PRIMARY KEY, note text)`);
    await database.query(`INSERT INTO ${SCHEMA}.long VALUES (1, repeat('0123456789', ${BYTES / 10}))`);
  });
  test.afterAll(async ({ database }) => {
    await database.query(`DROP SCHEMA ${SCHEMA} CASCADE`);
  });

  test('is truncated on the screen and complete in the clipboard', async ({ page, nodes }) => {
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
  });
});
