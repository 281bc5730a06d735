import { execFile, spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { databaseUrl, engine, expect, test } from './fixtures';
import { connect, copied, fieldPath, openDemo, payload, payloadWith, pick } from './steps';

const SCHEMA = 'rowhook_e2e_export';
const ROWS = 2500;
/** More than the engine buffers before it responds. */
const MANY_ROWS = 200_000;

/** Runs a command in a folder with only these environment variables and PATH. */
function runIn(folder: string, command: string, env: Record<string, string> = {}) {
  const { PATH } = process.env;
  return spawnSync('bash', ['--norc', '-c', command], {
    cwd: folder,
    env: { PATH, ...env },
    encoding: 'utf8',
  });
}

test.describe('copied commands', () => {
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

  test('the export command exports every row, and fails if it cannot', async ({ page }, testInfo) => {
    await connect(page, databaseUrl());
    await pick(page, "order's", SCHEMA);
    await fieldPath(page, "customer's note").fill(`["order's"].note`);
    await payloadWith(page, '"note"');
    await page.getByRole('button', { name: 'Export command' }).click();
    const command = await copied(page, 'Copy command');
    expect(command).not.toContain(new URL(databaseUrl()).password);

    const { token } = engine();
    const folder = testInfo.outputPath();
    const run = (env: Record<string, string>) =>
      runIn(folder, command, { DATABASE_URL: databaseUrl(), ENGINE_TOKEN: token, ...env });
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

  test('the export command fails and keeps the old file if a row is rejected', async ({
    page,
    database,
  }, testInfo) => {
    await database.query(
      `CREATE TABLE ${SCHEMA}.readings AS
       SELECT id, CASE id WHEN ${MANY_ROWS} THEN 'none' ELSE id::text END AS level
       FROM generate_series(1, ${MANY_ROWS}) AS id`,
    );
    await connect(page, databaseUrl());
    await pick(page, 'readings', SCHEMA);
    await page.getByLabel('Send as, for level').selectOption('integer');
    await payloadWith(page, '"level": 1');
    await page.getByRole('button', { name: 'Export command' }).click();
    const command = await copied(page, 'Copy command');

    const folder = testInfo.outputPath();
    const env = { DATABASE_URL: databaseUrl(), ENGINE_TOKEN: engine().token };
    expect(runIn(folder, 'echo before > readings.ndjson').status).toBe(0);
    const failed = runIn(folder, command, env);
    expect(failed.status).not.toBe(0);
    expect(failed.stderr).toMatch(/curl: \(\d+\)/);
    expect(failed.stderr).toContain('"code":"row_invalid"');
    expect(runIn(folder, 'cat *').stdout).toBe('before\n');
  });

  test('the cURL command sends the exact body, and fails if the receiver rejects it', async ({
    page,
  }, testInfo) => {
    const bodies: string[] = [];
    const urls: (string | undefined)[] = [];
    const receiver = http.createServer((request, response) => {
      void text(request).then((body) => {
        bodies.push(body);
        urls.push(request.url);
        response.writeHead(request.url?.startsWith('/allowed') === true ? 200 : 401).end('seen');
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const { port } = receiver.address() as AddressInfo;
    const send = async (address: string) => {
      await page.getByLabel('Webhook URL').fill(`http://127.0.0.1:${address}`);
      const command = await copied(page, 'Copy cURL');
      return new Promise<{ failed: boolean; stdout: string; stderr: string }>((resolve) =>
        execFile('bash', ['--norc', '-c', command], { cwd: testInfo.outputPath() }, (error, stdout, stderr) =>
          resolve({ failed: error !== null, stdout, stderr }),
        ),
      );
    };
    try {
      await openDemo(page);
      await pick(page, 'customers');
      await payload(page).waitFor();
      const body = await copied(page, 'Copy JSON');
      await page.getByRole('button', { name: 'Request' }).click();
      expect(await send(`${port}/allowed`)).toMatchObject({ failed: false, stdout: 'seen' });
      expect(await send(`${port}/refused`)).toMatchObject({ failed: true, stdout: 'seen' });
      expect(await send(`${port}/allowed?tags[]={a,b}`)).toMatchObject({ failed: false, stdout: 'seen' });
      expect(bodies).toEqual([body, body, body]);
      expect(urls).toEqual(['/allowed', '/refused', '/allowed?tags[]={a,b}']);
      const unreachable = await send('1/allowed');
      expect(unreachable.failed).toBe(true);
      expect(unreachable.stderr).toContain('curl: (7)');
    } finally {
      receiver.close();
    }
  });
});
