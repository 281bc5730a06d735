import { spawn } from 'node:child_process';
import { EndRecord, ENGINE_PREFIX, engineStreams, Problem, type Mapping } from '@rowhook/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TEST_ENGINE_TOKEN } from '../support/gateway.js';
import { startEngine, type EngineProcess } from './support/engine-process.js';
import { TestDatabase } from './support/database.js';

const ROWS = 3000;

const SQL = `
  CREATE SCHEMA shop;
  CREATE TABLE shop.whole AS SELECT n AS id, 'row ' || n AS name FROM generate_series(1, ${ROWS}) AS n;
  CREATE VIEW shop.failing AS SELECT 1 / (n - 999) AS id, 'x' AS name FROM generate_series(1, 2000) AS n;
`;

const mapping: Mapping = {
  version: 1,
  fields: [
    { to: 'user.id', column: 'id' },
    { to: 'user.name', column: 'name' },
  ],
};

let database: TestDatabase;
let engine: EngineProcess;
let url: string;
beforeAll(async () => {
  database = await TestDatabase.create(SQL);
  await database.admin(`GRANT USAGE ON SCHEMA shop TO ${database.role};
    GRANT SELECT ON ALL TABLES IN SCHEMA shop TO ${database.role}`);
  engine = await startEngine({ REQUEST_TIMEOUT_MS: '10000' });
  url = engine.url + ENGINE_PREFIX + engineStreams.export.path;
});
afterAll(async () => {
  await engine.stop();
  await database.drop();
});

const body = (name: string, more: object = {}) =>
  JSON.stringify({
    connectionString: database.connectionString(),
    relation: { schema: 'shop', name },
    mapping,
    ...more,
  });

const headers = () => ({
  authorization: `Bearer ${TEST_ENGINE_TOKEN}`,
  'content-type': 'application/json',
});

/** Runs a program with the request body on stdin. */
async function run(command: string, args: string[], input: string) {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.on('data', (piece: Buffer) => (output += piece.toString()));
  child.stderr.on('data', (piece: Buffer) => (errors += piece.toString()));
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { code, output, errors };
}

const curl = (input: string) =>
  run(
    'curl',
    [
      ...['--silent', '--show-error', '--fail-with-body', url, '--data-binary', '@-'],
      ...Object.entries(headers()).flatMap(([name, value]) => ['--header', `${name}: ${value}`]),
    ],
    input,
  );

const PYTHON = `
import http.client, json, sys, urllib.parse
url = urllib.parse.urlsplit(sys.argv[1])
connection = http.client.HTTPConnection(url.netloc)
connection.request("POST", url.path, sys.stdin.buffer.read(), json.loads(sys.argv[2]))
try:
    sys.stdout.write(str(connection.getresponse().read().count(b"\\n")))
except http.client.IncompleteRead as error:
    sys.exit("IncompleteRead")
`;
const python = (input: string) => run('python3', ['-c', PYTHON, url, JSON.stringify(headers())], input);

describe('export', () => {
  it('has one line for each row and an end record with the count', async () => {
    const response = await fetch(url, {
      method: 'POST',
      headers: headers(),
      body: body('whole', { endRecord: true }),
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(engineStreams.export.mediaType);
    const text = await response.text();
    const lines = text.trimEnd().split('\n');
    const last = lines.pop() ?? '';
    expect(lines).toHaveLength(ROWS);
    expect(lines[0]).toBe('{"user":{"id":1,"name":"row 1"}}');
    const { $end } = EndRecord.parse(JSON.parse(last));
    expect($end).toEqual({ rows: ROWS, skipped: 0, bytes: Buffer.byteLength(lines.join('\n')) + 1 });
  });

  it('of a missing relation returns a problem', async () => {
    const response = await fetch(url, { method: 'POST', headers: headers(), body: body('missing') });
    expect(response.status).toBe(404);
    expect(Problem.parse(await response.json()).code).toBe('relation_not_found');
  });

  it('that fails in row 999 makes fetch reject', async () => {
    const response = await fetch(url, { method: 'POST', headers: headers(), body: body('failing') });
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow('terminated');
  });

  it('that fails in row 999 makes curl exit with 18', async () => {
    expect((await curl(body('whole'))).code).toBe(0);
    expect((await curl(body('failing'))).code).toBe(18);
  });

  it('that fails in row 999 makes Python raise IncompleteRead', async () => {
    expect(await python(body('whole'))).toMatchObject({ code: 0, output: String(ROWS) });
    expect((await python(body('failing'))).errors).toContain('IncompleteRead');
  });
});
