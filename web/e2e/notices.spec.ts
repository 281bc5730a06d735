import { databaseUrl, expect, test } from './fixtures';
import { connect, openDemo, payload, pick } from './steps';

test.describe('failed requests', () => {
  test.use({ expectedConsoleErrors: /net::ERR_FAILED/ });

  test('the notice on Pick a source is no taller than its text', async ({ page }) => {
    await page.route('**/api/v1/relations*', (route) => route.abort());
    await page.getByRole('button', { name: 'Use the demo database' }).click();
    const button = page.getByRole('alert').getByRole('button', { name: 'Try again' });
    expect((await button.boundingBox())?.height).toBeLessThan(40);
    expect((await page.getByRole('alert').boundingBox())?.height).toBeLessThan(200);
  });

  test('the notice in place of the tree leaves the line below the fields where it is', async ({ page }) => {
    await openDemo(page);
    await pick(page, 'customers');
    await page.setViewportSize({ width: 390, height: 844 });
    // Waits until the page shows one pane.
    await page.getByRole('tab', { name: 'Mapping' }).click();
    const line = page.getByText('No issues');
    const before = await line.boundingBox();
    await page.route('**/mapping-tree*', (route) => route.abort());
    await page.getByRole('button', { name: 'Tree' }).click();
    await page.getByRole('alert').waitFor();
    expect(await line.boundingBox()).toEqual(before);
  });
});

test('right-to-left text and direction marks do not reorder keys, values and quotes', async ({ page }) => {
  const body = '{"اسم":"علي","بلد":"مصر","note":"\u202Eabc","z":1}';
  await openDemo(page);
  await page.route('**/api/v1/previews', async (route) => {
    const response = await route.fetch();
    const preview = (await response.json()) as { payloads: object[] };
    await route.fulfill({ json: { ...preview, payloads: [{ ...preview.payloads[0], body, bytes: 70 }] } });
  });
  await pick(page, 'customers');
  await page.getByRole('button', { name: 'Raw' }).click();
  await payload(page).getByText('"z":1').waitFor();
  // Expects punctuation and isolated text to be positioned in document order: line by line, from the left.
  const ordered = await payload(page).evaluate((pane) => {
    const walker = document.createTreeWalker(pane, NodeFilter.SHOW_TEXT);
    const at: { top: number; left: number }[] = [];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const whole = node.parentElement?.tagName === 'BDI';
      const length = node.textContent?.length ?? 0;
      for (let i = 0; i < (whole ? 1 : length); i++) {
        const range = document.createRange();
        range.setStart(node, i);
        range.setEnd(node, whole ? length : i + 1);
        const { top, left } = range.getBoundingClientRect();
        at.push({ top, left });
      }
    }
    return at.every((now, i) => {
      const before = at[i - 1];
      return before === undefined || now.top > before.top + 5 || now.left >= before.left;
    });
  });
  expect(ordered).toBe(true);
});

test('Cancel ends a slow query in Postgres', async ({ page, database }) => {
  const activeQueries = async () => {
    const { rowCount } = await database.query(
      "SELECT FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%slow_rows%' AND pid <> pg_backend_pid()",
    );
    return rowCount;
  };
  try {
    await database.query(
      'CREATE SCHEMA slow CREATE VIEW slow_rows AS SELECT 1 AS id, pg_catalog.pg_sleep(30)::text AS slept',
    );
    await connect(page, databaseUrl());
    await pick(page, 'slow_rows', 'slow');
    await page.getByText('Still reading…').waitFor();
    await expect.poll(activeQueries).toBe(1);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Reading was cancelled.').waitFor();
    // Earlier than the timeout of the request.
    await expect.poll(activeQueries, { timeout: 10_000 }).toBe(0);
  } finally {
    await database.query('DROP SCHEMA IF EXISTS slow CASCADE');
  }
});
