import { gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseUrl, url, withBrowser } from './browser';
import { connect, fieldPath, payloadWith, pick } from './steps';

/** What a first load may take, gzipped. */
const SCRIPT_BYTES_MAX = 220_000;
const NODES_MAX = 1500;
const SCHEMA = 'rowhook_e2e_size';
/** As many as Postgres allows. */
const COLUMNS = 1600;

describe('size', () => {
  const open = withBrowser();
  const database = new pg.Client({ connectionString: databaseUrl() });

  beforeAll(async () => {
    await database.connect();
    await database.query(`DROP SCHEMA IF EXISTS ${SCHEMA} CASCADE; CREATE SCHEMA ${SCHEMA}`);
    const columns = Array.from({ length: COLUMNS }, (_, i) => `m_${i + 1} int4 DEFAULT ${i}`).join();
    await database.query(`CREATE TABLE ${SCHEMA}.wide (${columns})`);
    await database.query(`INSERT INTO ${SCHEMA}.wide SELECT FROM generate_series(1, 10)`);
  });
  afterAll(async () => {
    await database.query(`DROP SCHEMA ${SCHEMA} CASCADE`);
    await database.end();
  });

  it(`loads less than ${SCRIPT_BYTES_MAX / 1000} KB of script at first`, async () => {
    const { page } = await open();
    const scripts = new Set<string>();
    page.on('request', (request) => {
      if (request.resourceType() === 'script') scripts.add(request.url());
    });
    await page.goto(url(), { waitUntil: 'networkidle' });
    expect(scripts.size).toBeGreaterThan(0);
    const sizes = await Promise.all(
      [...scripts].map(async (script) => gzipSync(await (await fetch(script)).arrayBuffer()).length),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(SCRIPT_BYTES_MAX);
  });

  it(`keeps fewer than ${NODES_MAX} nodes with ${COLUMNS} columns, one row shown or all`, async () => {
    const { page, complaints } = await open();
    const nodes = () => page.evaluate(() => document.querySelectorAll('*').length);
    await connect(page, databaseUrl());
    await pick(page, 'wide', SCHEMA);
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
    expect(complaints).toEqual([]);
  });
});
