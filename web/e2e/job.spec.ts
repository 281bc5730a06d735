import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { databaseUrl, engine, expect, test } from './fixtures';
import { connect, fieldPath, payloadWith, pick } from './steps';

const SCHEMA = 'rowhook_e2e_job';
const ROWS = 2500;

test.describe('use in a job', () => {
  test.beforeAll(async ({ database }) => {
    await database.query(`DROP SCHEMA IF EXISTS ${SCHEMA} CASCADE; CREATE SCHEMA ${SCHEMA}`);
    await database.query(
      `CREATE TABLE ${SCHEMA}."order's" AS
       SELECT id, 'it''s no. ' || id AS "customer's note" FROM generate_series(1, ${ROWS}) AS id`,
    );
  });
  test.afterAll(async ({ database }) => {
    await database.query(`DROP SCHEMA ${SCHEMA} CASCADE`);
  });

  test('the copied command exports every row, and fails where the output is not complete', async ({
    page,
  }, testInfo) => {
    await connect(page, databaseUrl());
    await pick(page, "order's", SCHEMA);
    await fieldPath(page, "customer's note").fill(`["order's"].note`);
    await payloadWith(page, '"note"');
    await page.getByRole('button', { name: 'Export command' }).click();
    await page.getByRole('button', { name: 'Copy command' }).click();
    const command = await page.evaluate(() => navigator.clipboard.readText());
    expect(command).not.toContain(new URL(databaseUrl()).password);

    const { token } = engine();
    const { PATH } = process.env;
    const folder = testInfo.outputPath();
    const run = (env: Record<string, string>) =>
      spawnSync('bash', ['--norc', '-c', command], {
        cwd: folder,
        env: { PATH, DATABASE_URL: databaseUrl(), ENGINE_TOKEN: token, ...env },
        encoding: 'utf8',
      });
    const done = run({});
    expect(done.stderr).toBe('');
    expect(done.status).toBe(0);
    expect(JSON.parse(done.stdout)).toMatchObject({ $end: { rows: ROWS, skipped: 0 } });
    const lines = (await readFile(path.join(folder, 'order_s.ndjson'), 'utf8')).trimEnd().split('\n');
    expect(lines).toHaveLength(ROWS + 1);
    expect(lines).toContain(`{"id":7,"order's":{"note":"it's no. 7"}}`);
    for (const [env, reason] of [
      [{ ENGINE_TOKEN: 'another' }, /"code":"unauthorized"/],
      [{ DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/nothing' }, /"code":"connect_refused"/],
      [{ ENGINE_URL: 'http://127.0.0.1:1' }, /curl: \(7\)/],
    ] as const) {
      const failed = run(env);
      expect(failed.status).not.toBe(0);
      expect(failed.stderr).toMatch(reason);
    }
    expect(await readFile(path.join(folder, 'order_s.ndjson'), 'utf8')).toContain("it's no. 7");
  });
});
