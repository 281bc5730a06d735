import { gzipSync } from 'node:zlib';
import { expect, test } from './fixtures';
import { COLUMNS, createLargeDatabase, RELATIONS, type LargeDatabase } from './large-database';
import { connect, fieldPath, payloadWith, pick } from './steps';

/** Limit for the first load, gzipped. */
const SCRIPT_BYTES_MAX = 220_000;
const NODES_MAX = 1500;

test.describe('size', () => {
  let large: LargeDatabase;

  test.beforeAll(async ({ database }) => {
    large = await createLargeDatabase(database, 'rowhook_e2e_size');
  });
  test.afterAll(() => large.drop());

  test(`the first page loads less than ${SCRIPT_BYTES_MAX / 1000} KB of script`, async ({ page }) => {
    const scripts = new Set<string>();
    page.on('request', (request) => {
      if (request.resourceType() === 'script') scripts.add(request.url());
    });
    await page.goto('/', { waitUntil: 'networkidle' });
    expect(scripts.size).toBeGreaterThan(0);
    const sizes = await Promise.all(
      [...scripts].map(async (script) => gzipSync(await (await fetch(script)).arrayBuffer()).length),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(SCRIPT_BYTES_MAX);
  });

  test(`${COLUMNS} columns need fewer than ${NODES_MAX} nodes, with one row or all rows`, async ({
    page,
    nodes,
  }) => {
    await connect(page, large.url);
    await pick(page, 'wide');
    await payloadWith(page, '"m_1": 0');
    expect(await nodes()).toBeLessThan(NODES_MAX);
    await fieldPath(page, 'm_1').fill('first.m');
    await payloadWith(page, '"first"');
    expect(await nodes()).toBeLessThan(NODES_MAX);
    await page.getByRole('switch', { name: 'All rows' }).click();
    const all = page.getByRole('region', { name: 'Payloads of 10 rows' });
    await all.getByRole('heading', { name: /^Row 1/ }).waitFor();
    for (let i = 0; i < 20; i++) await all.evaluate((element) => element.scrollBy(0, 2000));
    expect(await nodes()).toBeLessThan(NODES_MAX);
    await page.getByRole('button', { name: 'Next row' }).click();
    await all.getByRole('heading', { name: /^Row 2/ }).waitFor();
  });

  test(`search filters ${RELATIONS.toLocaleString('en')} relations without a request`, async ({
    page,
    nodes,
  }) => {
    await connect(page, large.url);
    const search = page.getByRole('combobox', { name: 'Search tables and views' });
    await page.getByRole('option').first().waitFor();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await search.pressSequentially('report_777');
    await expect(page.getByRole('option')).toHaveCount(11);
    await search.fill('');
    await page.getByRole('option', { name: /^report_1,/ }).waitFor();
    expect(await nodes()).toBeLessThan(NODES_MAX);
    expect(requests).toEqual([]);
  });
});
