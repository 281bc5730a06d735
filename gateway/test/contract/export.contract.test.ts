import { EndRecord, ENGINE_PREFIX, engineStreams, Problem, type Mapping } from '@rowhook/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TEST_ENGINE_TOKEN } from '../support/gateway.js';
import { startEngine, type EngineProcess } from './support/engine-process.js';
import { TestDatabase } from './support/database.js';
import { runProgram } from './support/process.js';

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
  engine = await startEngine({ REQUEST_TIMEOUT_MS: '10000' });
  url = engine.url + ENGINE_PREFIX + engineStreams.export.path;
});
afterAll(async () => {
  await engine.stop();
  await database.drop();
});

const body = (name: string, more: object = {}) => ({
  connectionString: database.connectionString(),
  relation: { schema: 'shop', name },
  mapping,
  ...more,
});

const headers = () => ({
  authorization: `Bearer ${TEST_ENGINE_TOKEN}`,
  'content-type': 'application/json',
});

const curl = (body: object) =>
  runProgram(
    'curl',
    [
      ...['--silent', '--show-error', '--fail-with-body', url, '--data-binary', '@-'],
      ...Object.entries(headers()).flatMap(([name, value]) => ['--header', `${name}: ${value}`]),
    ],
    { input: JSON.stringify(body) },
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
const python = (body: object) =>
  runProgram('python3', ['-c', PYTHON, url, JSON.stringify(headers())], { input: JSON.stringify(body) });

describe('export', () => {
  it('has one line for each row and an end record with the count', async () => {
    const response = await engine.export(body('whole', { endRecord: true }));
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
    const response = await engine.export(body('missing'));
    expect(response.status).toBe(404);
    expect(Problem.parse(await response.json()).code).toBe('relation_not_found');
  });

  it('that fails in row 999 makes fetch reject', async () => {
    const response = await engine.export(body('failing'));
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow('terminated');
  });

  it('that fails in row 999 makes curl exit with 18', async () => {
    expect((await curl(body('whole'))).code).toBe(0);
    expect((await curl(body('failing'))).code).toBe(18);
  });

  it('that fails in row 999 makes Python raise IncompleteRead', async () => {
    expect(await python(body('whole'))).toMatchObject({ code: 0, stdout: String(ROWS) });
    expect((await python(body('failing'))).stderr).toContain('IncompleteRead');
  });
});
