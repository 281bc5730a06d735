import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Condition, RelationName } from '@rowhook/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TEST_ENGINE_TOKEN } from '../support/gateway.js';
import { startEngine, type EngineProcess } from './support/engine-process.js';
import { TestDatabase } from './support/database.js';
import { runProgram, type Outcome } from './support/process.js';

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
let page: string;
let recipes: Map<string, { shell: string; script: string }>;
beforeAll(async () => {
  database = await TestDatabase.create(SQL);
  engine = await startEngine({ REQUEST_TIMEOUT_MS: '10000' });
  folder = await mkdtemp(path.join(tmpdir(), 'rowhook-recipes-'));
  page = await readFile(new URL('../../../engine/README.md', import.meta.url), 'utf8');
  const blocks = page.matchAll(/^#### ([^\n]+)\n[^#]*?^```(sh|bash)\n(.*?)^```$/gms);
  recipes = new Map([...blocks].map(([, title = '', shell = '', script = '']) => [title, { shell, script }]));
});
afterAll(async () => {
  await engine.stop();
  await database.drop();
  await rm(folder, { recursive: true });
});

/** The name of a relation, or a source. */
type Rows = string | { query: string; key?: string[] } | { relation: RelationName; where: Condition[] };

/** Runs a script in the folder, which has a mapping for these rows. `more`: the texts of further fields. */
async function run(
  shell: string,
  script: string,
  rows: Rows,
  environment: NodeJS.ProcessEnv,
  more: readonly string[] = [],
): Promise<Outcome> {
  const source = typeof rows === 'string' ? { relation: { schema: 'shop', name: rows } } : rows;
  const fields = [...FIELDS.map((field) => JSON.stringify(field)), ...more];
  const mapping = `${JSON.stringify({ version: 1, ...source }).slice(0, -1)},"fields":[${fields.join()}]}\n`;
  await writeFile(path.join(folder, 'mapping.json'), mapping);
  const env = { PATH: process.env['PATH'], ENGINE_URL: engine.url, ...environment };
  return runProgram(shell, ['-c', script], { cwd: folder, env });
}

function recipe(title: string): { shell: string; script: string } {
  const found = recipes.get(title);
  if (found === undefined) throw new Error(`engine/README.md has no recipe "${title}".`);
  return found;
}

/** Runs a recipe of the page unchanged. */
function runRecipe(title: string, rows: Rows, environment: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  const { shell, script } = recipe(title);
  return run(shell, script, rows, environment);
}

/** A receiver that sends the next of these responses for each body, then 204, and records the accepted bodies. */
async function startWebhook(responses: { status: number; text?: string }[]) {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece: Buffer) => (body += piece.toString()));
    request.on('end', () => {
      const { status, text } = responses.shift() ?? { status: 204 };
      if (status < 300) bodies.push(body);
      response.writeHead(status).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { bodies, environment: { WEBHOOK_URL: `http://127.0.0.1:${port}/` }, stop };
}

const secrets = () => ({ DATABASE_URL: database.connectionString(), ENGINE_TOKEN: TEST_ENGINE_TOKEN });
/** Writes a settings file for a job. */
async function settingsFile(
  settings: Record<string, string>,
  file = path.join(folder, 'job.env'),
): Promise<string> {
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
  await writeFile(file, lines.join(''), { mode: 0o600 });
  return file;
}
const result = (name: string) => readFile(path.join(folder, name), 'utf8');

describe('recipes of engine/README.md', () => {
  it('are valid in the shell that they name', async () => {
    const blocks = [...page.matchAll(/^```(sh|bash)\n(.*?)^```$/gms)];
    expect(blocks.length).toBeGreaterThan(8);
    for (const [, shell = '', script = ''] of blocks) {
      const { code, stderr } = await run(shell, `${shell} -n <<'SCRIPT'\n${script}SCRIPT`, 'customers', {});
      expect({ code, stderr, script }).toEqual({ code: 0, stderr: '', script });
    }
  });

  it('Call it', async () => {
    const section = /^## Call it\n(.*?)^## /ms.exec(page)?.[1] ?? '';
    const script = [...section.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block).join('');
    const { code, stdout } = await run('sh', script, 'customers', secrets());
    expect(code).toBe(0);
    expect(stdout).toContain('"understood"');
    expect(stdout.trimEnd().split('\n').slice(-3)).toEqual(
      [1, 2, 3].map((n) => JSON.stringify({ user: { id: n, name: `it's "row" ${n}` } })),
    );
  });

  it('Into a file', async () => {
    expect((await runRecipe('Into a file', 'customers', secrets())).code).toBe(0);
    expect((await result('customers.ndjson')).trimEnd().split('\n')).toHaveLength(ROWS + 1);
    const failed = await runRecipe('Into a file', 'failing', secrets());
    expect(failed.code).not.toBe(0);
    expect(failed.stderr).toContain('"code":"query_failed"');
    expect((await runRecipe('Into a file', 'missing', secrets())).code).not.toBe(0);
  });

  it('Into a file: exports the rows of a query', async () => {
    const query = `SELECT id, name FROM shop.customers WHERE id > ${ROWS - 3}; -- the "newest"`;
    expect((await runRecipe('Into a file', { query }, secrets())).code).toBe(0);
    expect((await result('customers.ndjson')).trimEnd().split('\n')).toHaveLength(3 + 1);
  });

  it('Into a file: keeps repeated keys of fixed values', async () => {
    const { shell, script } = recipe('Into a file');
    const value = '{"b":1,"b":[2],"a":"\\u00e9"}';
    const relation = { schema: 'shop', name: 'customers' };
    const where = [
      { column: 'name', is: '!=' as const, value: 1e-7 },
      { column: 'id', is: '<=' as const, value: 1 },
    ];
    const more = [`{"to":"fixed","value":${value}}`];
    const { code, stderr } = await run(shell, script, { relation, where }, secrets(), more);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(await result('customers.ndjson')).toContain('"fixed":{"b":1,"b":[2],"a":"é"}}\n');
  });

  it.each(['Into a file', 'Into jq', 'Through a pipe', 'From cron'])(
    '%s: prints the problem code and leaves no file if the request fails',
    async (title) => {
      const file = await settingsFile(secrets());
      await rm(path.join(folder, 'customers.ndjson'), { force: true });
      const refused = await runRecipe(title, 'missing', { ...secrets(), ROWHOOK_ENV: file });
      expect(refused.code).not.toBe(0);
      expect(refused.stderr).toContain('relation_not_found');
      for (const name of ['customers.ndjson', 'customers.ndjson.gz', 'customers.new'])
        await expect(result(name)).rejects.toThrow('ENOENT');
    },
  );

  it('Into a webhook', async () => {
    expect((await runRecipe('Into a file', 'customers', secrets())).code).toBe(0);
    const webhook = await startWebhook([{ status: 503, text: 'busy' }]);
    const { code, stderr } = await runRecipe('Into a webhook', 'customers', webhook.environment);
    webhook.stop();
    expect(code).toBe(0);
    expect(stderr).toBe('line 1: status 503, try 1: busy\n');
    const lines = (await result('customers.ndjson')).trimEnd().split('\n');
    expect(webhook.bodies).toEqual(lines.slice(0, -1));
  });

  it('Into a webhook: stops at a rejected line, prints it, and can be resumed', async () => {
    expect((await runRecipe('Into a file', 'customers', secrets())).code).toBe(0);
    const lines = (await result('customers.ndjson')).trimEnd().split('\n').slice(0, -1);
    const webhook = await startWebhook([{ status: 204 }, { status: 204 }, { status: 422, text: 'no email' }]);
    const refused = await runRecipe('Into a webhook', 'customers', webhook.environment);
    expect(refused.code).not.toBe(0);
    expect(refused.stderr).toBe('line 3: status 422, try 1: no email\nStopped. Resume with FROM_LINE=3\n');
    expect(webhook.bodies).toEqual(lines.slice(0, 2));
    const resumed = await runRecipe('Into a webhook', 'customers', {
      ...webhook.environment,
      FROM_LINE: '3',
    });
    webhook.stop();
    expect(resumed.code).toBe(0);
    expect(webhook.bodies).toEqual(lines);
  });

  it('Into a webhook: does not send an incomplete file', async () => {
    await writeFile(path.join(folder, 'customers.ndjson'), '{"user":{"id":1}}\n');
    const webhook = await startWebhook([]);
    const { code } = await runRecipe('Into a webhook', 'customers', webhook.environment);
    webhook.stop();
    expect(code).not.toBe(0);
    expect(webhook.bodies).toEqual([]);
  });

  it('Into jq', async () => {
    const { code, stdout } = await runRecipe('Into jq', 'customers', secrets());
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ payloads: ROWS, end: { rows: ROWS } });
    expect((await runRecipe('Into jq', 'failing', secrets())).code).not.toBe(0);
  });

  it('Through a pipe', async () => {
    expect((await runRecipe('Through a pipe', 'customers', secrets())).code).toBe(0);
    const text = gunzipSync(await readFile(path.join(folder, 'customers.ndjson.gz'))).toString();
    expect(text.trimEnd().split('\n')).toHaveLength(ROWS);
    expect((await runRecipe('Through a pipe', 'failing', secrets())).code).not.toBe(0);
    await expect(result('customers.ndjson.gz')).rejects.toThrow('ENOENT');
  });

  it('From cron', async () => {
    const file = await settingsFile(secrets());
    expect((await runRecipe('From cron', 'customers', { ROWHOOK_ENV: file })).code).toBe(0);
    const complete = await result('customers.ndjson');
    expect(complete.trimEnd().split('\n')).toHaveLength(ROWS + 1);
    expect((await runRecipe('From cron', 'failing', { ROWHOOK_ENV: file })).code).not.toBe(0);
    expect(await result('customers.ndjson')).toBe(complete);
  });

  it.each([
    ['with & and #', (url: string) => `${url}?sslmode=prefer&application_name=a#b`],
    ['in quotes', (url: string) => `"${url}?sslmode=prefer&connect_timeout=5"`],
  ])('From cron: reads a connection string %s from a file with a relative path', async (_, written) => {
    const { DATABASE_URL, ENGINE_TOKEN } = secrets();
    await settingsFile({ DATABASE_URL: written(DATABASE_URL), ENGINE_TOKEN });
    const { code, stderr } = await runRecipe('From cron', 'customers', { ROWHOOK_ENV: 'job.env' });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('From cron: keeps the = at the end of a token', async () => {
    await settingsFile({ DATABASE_URL: 'x', ENGINE_TOKEN: 'YQ==' });
    const script = `${recipe('From cron').script.split(/^jq /m)[0] ?? ''}printf %s "$ENGINE_TOKEN"`;
    const { stdout } = await run('sh', script, 'customers', { ROWHOOK_ENV: 'job.env' });
    expect(stdout).toBe('YQ==');
  });

  // macOS has no flock.
  const hasFlock = spawnSync('flock', ['--version']).status === 0;
  it.runIf(hasFlock)('From cron: the crontab line runs the script, but not twice at once', async () => {
    const [, command = ''] = /^```crontab\n(?:\S+ ){5}(.*)\n```$/m.exec(page) ?? [];
    const home = path.join(folder, 'home');
    const place = path.join(home, 'rowhook');
    await mkdir(place, { recursive: true });
    await writeFile(path.join(place, 'export.sh'), recipe('From cron').script);
    await settingsFile(secrets(), path.join(home, '.rowhook.env'));
    const environment = { HOME: home };
    await run('sh', 'cp mapping.json home/rowhook/', 'customers', {});
    expect((await run('sh', command, 'customers', environment)).code).toBe(0);
    const first = await readFile(path.join(place, 'customers.ndjson'), 'utf8');
    expect(first.trimEnd().split('\n')).toHaveLength(ROWS + 1);
    const locked = `flock home/rowhook/export.lock sh -c '${command.replaceAll("'", `'\\''`)}'`;
    expect((await run('sh', locked, 'customers', environment)).code).not.toBe(0);
  });

  it('In CI', async () => {
    const fits = await runRecipe('In CI', 'customers', secrets());
    expect(fits).toMatchObject({ code: 0, stdout: `${ROWS} of ${ROWS} rows fit the mapping.\n` });
    for (const relation of ['failing', 'missing']) {
      const failed = await runRecipe('In CI', relation, secrets());
      expect(failed.code).not.toBe(0);
      expect(failed.stdout).toBe('');
    }
  });

  it('In CI: fails if rows are rejected, and prints the reason and their keys', async () => {
    const { shell, script } = recipe('In CI');
    const mapping = `jq '. + {onNull: "error"}' mapping.json > strict.json`;
    const stricter = `${mapping}\n${script.replace('mapping.json', 'strict.json')}`;
    const query = 'SELECT id, nullif(id % 10, 0)::text AS name FROM shop.customers';
    const { code, stdout } = await run(shell, stricter, { query, key: ['id'] }, secrets());
    expect(code).not.toBe(0);
    expect(stdout).toBe(
      `18 of ${ROWS} rows fit the mapping.\n` +
        '2 rejected: user.name is NULL, which this field rejects. Rows: ["10"], ["20"]\n',
    );
  });

  it('With Docker Compose: the compose files publish the port and set the token', async () => {
    const read = (name: string) => readFile(new URL(`../../../${name}`, import.meta.url), 'utf8');
    const compose = await read('docker-compose.yml');
    expect(await read('engine/docker-compose.yml')).toContain("'127.0.0.1:${ENGINE_PORT:-7070}:7070'");
    expect(compose).toContain(
      'PUBLISHED_ENGINE_URL: ${PUBLISHED_ENGINE_URL:-http://127.0.0.1:${ENGINE_PORT:-7070}}\n',
    );
    const [, token = ''] = /compose exec -T engine cat (\S+)\)/.exec(page) ?? [];
    expect(compose).toContain(`cat ${token})`);
  });
});
