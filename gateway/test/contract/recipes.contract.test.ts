import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TEST_ENGINE_TOKEN } from '../support/gateway.js';
import { startEngine, type EngineProcess } from './support/engine-process.js';
import { TestDatabase } from './support/database.js';

const ROWS = 20;

const SQL = `
  CREATE SCHEMA shop;
  CREATE TABLE shop.customers AS SELECT n AS id, 'it''s "row" ' || n AS name FROM generate_series(1, ${ROWS}) AS n;
  CREATE VIEW shop.failing AS SELECT 1 / (n - 999) AS id, 'x' AS name FROM generate_series(1, 2000) AS n;
`;

const FIELDS = [
  { to: 'user.id', column: 'id' },
  { to: 'user.name', column: 'name' },
];

let database: TestDatabase;
let engine: EngineProcess;
let folder: string;
let recipes: Map<string, { shell: string; script: string }>;
beforeAll(async () => {
  database = await TestDatabase.create(SQL);
  await database.admin(`GRANT USAGE ON SCHEMA shop TO ${database.role};
    GRANT SELECT ON ALL TABLES IN SCHEMA shop TO ${database.role}`);
  engine = await startEngine({ REQUEST_TIMEOUT_MS: '10000' });
  folder = await mkdtemp(path.join(tmpdir(), 'rowhook-recipes-'));
  const page = await readFile(new URL('../../../engine/README.md', import.meta.url), 'utf8');
  const blocks = page.matchAll(/^#### ([^\n]+)\n[^#]*?^```(sh|bash)\n(.*?)^```$/gms);
  recipes = new Map([...blocks].map(([, title = '', shell = '', script = '']) => [title, { shell, script }]));
});
afterAll(async () => {
  await engine.stop();
  await database.drop();
  await rm(folder, { recursive: true });
});

/** Runs a recipe as the page has it, in a folder with a mapping of the relation; answers its exit code. */
async function cook(
  title: string,
  relation: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<number | null> {
  const recipe = recipes.get(title);
  if (recipe === undefined) throw new Error(`engine/README.md has no recipe "${title}".`);
  const mapping = { version: 1, relation: { schema: 'shop', name: relation }, fields: FIELDS };
  await writeFile(path.join(folder, 'mapping.json'), JSON.stringify(mapping));
  const env = { PATH: process.env['PATH'], ENGINE_URL: engine.url, ...environment };
  const child = spawn(recipe.shell, ['-c', recipe.script], { cwd: folder, env, stdio: 'ignore' });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
}

const secrets = () => ({ DATABASE_URL: database.connectionString(), ENGINE_TOKEN: TEST_ENGINE_TOKEN });
const result = (name: string) => readFile(path.join(folder, name), 'utf8');

describe('the recipes of engine/README.md', () => {
  it('Into a file', async () => {
    expect(await cook('Into a file', 'customers', secrets())).toBe(0);
    expect((await result('customers.ndjson')).trimEnd().split('\n')).toHaveLength(ROWS + 1);
    expect(await cook('Into a file', 'failing', secrets())).not.toBe(0);
    expect(await cook('Into a file', 'missing', secrets())).not.toBe(0);
  });

  it('Into a webhook', async () => {
    expect(await cook('Into a file', 'customers', secrets())).toBe(0);
    const bodies: string[] = [];
    let refusals = 1;
    const webhook = createServer((request, response) => {
      let body = '';
      request.on('data', (piece: Buffer) => (body += piece.toString()));
      request.on('end', () => {
        const refused = refusals-- > 0;
        if (!refused) bodies.push(body);
        response.writeHead(refused ? 503 : 204).end();
      });
    });
    await new Promise<void>((resolve) => webhook.listen(0, '127.0.0.1', resolve));
    const { port } = webhook.address() as AddressInfo;
    const code = await cook('Into a webhook', 'customers', { WEBHOOK_URL: `http://127.0.0.1:${port}/` });
    webhook.close();
    webhook.closeAllConnections();
    expect(code).toBe(0);
    const lines = (await result('customers.ndjson')).trimEnd().split('\n');
    expect(bodies).toEqual(lines.slice(0, -1));
  });

  it('Into jq', async () => {
    expect(await cook('Into jq', 'customers', secrets())).toBe(0);
    expect(await cook('Into jq', 'failing', secrets())).not.toBe(0);
  });

  it('Through a pipe', async () => {
    expect(await cook('Through a pipe', 'customers', secrets())).toBe(0);
    const text = gunzipSync(await readFile(path.join(folder, 'customers.ndjson.gz'))).toString();
    expect(text.trimEnd().split('\n')).toHaveLength(ROWS);
    expect(await cook('Through a pipe', 'failing', secrets())).not.toBe(0);
    await expect(result('customers.ndjson.gz')).rejects.toThrow('ENOENT');
  });

  it('From cron', async () => {
    const file = path.join(folder, 'job.env');
    const lines = Object.entries(secrets()).map(([name, value]) => `${name}=${value}\n`);
    await writeFile(file, lines.join(''), { mode: 0o600 });
    expect(await cook('From cron', 'customers', { ROWHOOK_ENV: file })).toBe(0);
    const complete = await result('customers.ndjson');
    expect(complete.trimEnd().split('\n')).toHaveLength(ROWS + 1);
    expect(await cook('From cron', 'failing', { ROWHOOK_ENV: file })).not.toBe(0);
    expect(await result('customers.ndjson')).toBe(complete);
  });
});
