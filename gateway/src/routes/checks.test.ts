import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { CheckLine, problemKinds, type ProblemCode } from '@rowhook/contracts';
import { postJson, startGateway } from '../../test/support/gateway.js';
import {
  engineProblem,
  report,
  respondWith,
  respondWithProblem,
  verified,
  type MockEngine,
} from '../../test/support/mock-engine.js';
import { connectionString, expectProblem, withMockEngine } from '../../test/support/mocked-gateway.js';

const gateway = withMockEngine();
const impatient = withMockEngine({}, { stallTimeout: 300 });

const relation = { schema: 'public', name: 'customers' };
const mapping = { version: 1, fields: [{ to: 'id', column: 'id' }] };
const request = { relation, mapping };

const progress = { rows: 1, estimatedRows: null, seconds: 0.25 };
const line = (value: unknown) => `${JSON.stringify(value)}\n`;
const end = line({ $end: { rows: 2, skipped: 1, bytes: 22, report } });
const payloads = '{"key":["1"],"payload":{"id":1}}\n{"key":["2"],"payload":{"id":"two"}}\n';

/** An engine that sends these chunks and then ends the response, closes the connection or waits. */
function exporting(pieces: string[], then: 'end' | 'cut' | 'wait' = 'end'): MockEngine['respond'] {
  return (incoming, response) => {
    if (incoming.url === '/v1/cancel') {
      respondWith({ cancelled: true })(incoming, response, '');
      return;
    }
    response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    void send(response, pieces).then(() => {
      if (then === 'end') response.end();
      if (then === 'cut') response.destroy();
    });
  };
}

async function send(response: ServerResponse, pieces: string[]) {
  for (const piece of pieces) {
    response.write(piece);
    // Sends each chunk in its own packet.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function check(body: unknown, respond: MockEngine['respond'], signal?: AbortSignal, through = gateway) {
  through.engine.respond = respondWith(verified);
  const headers = { authorization: `Bearer ${await through.connectToken()}` };
  through.engine.seen.length = 0;
  through.engine.respond = respond;
  return postJson(`${through.api}/checks`, body, headers, signal);
}

async function linesOf(response: Response): Promise<CheckLine[]> {
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/x-ndjson');
  const lines = (await response.text()).split('\n');
  expect(lines.pop()).toBe('');
  return lines.map((text) => CheckLine.parse(JSON.parse(text)));
}

describe('check', () => {
  it('calls the export with a report and without payloads', async () => {
    const response = await check(
      `{"relation":${JSON.stringify(relation)},"mapping":{"version":1,"fields":[{"to":"a","value":{"10":1,"2":1.10}}]},"workers":2}`,
      exporting([line({ $progress: progress }), end]),
    );
    expect(await linesOf(response)).toEqual([{ progress }, { report }]);
    expect(gateway.engine.seen.map(({ url, body }) => [url, body])).toEqual([
      [
        '/v1/export',
        `{"connectionString":"${connectionString}","report":true,"progress":true,"onError":"skip","payloads":false,"keys":false,` +
          `"relation":${JSON.stringify(relation)},"mapping":{"version":1,"fields":[{"to":"a","value":{"10":1,"2":1.10}}]},"workers":2}`,
      ],
    ]);
  });

  it('with a schema validates payloads and forwards the other members unchanged', async () => {
    const schema = { properties: { id: { type: 'integer' } } };
    const source = `"relation":${JSON.stringify(relation)}`;
    const fields = `"mapping": {"version":1,  "fields":[{"to":"a","value":{"10":"schema","2":1.10}}]}`;
    const response = await check(
      `{ "schema" : ${JSON.stringify(schema)} , ${source}, ${fields} }`,
      exporting([payloads, line({ $progress: progress }), end]),
    );
    const issue = {
      pointer: '/id',
      schemaPointer: '/properties/id/type',
      keyword: 'type',
      message: 'must be an integer',
      exact: true,
      rows: 1,
      examples: [{ key: ['2'], value: 'two', excerpt: null }],
    };
    expect(await linesOf(response)).toEqual([
      { progress },
      { report: { ...report, schema: { rejected: 1, issues: [issue], moreIssues: 0 } } },
    ]);
    const sent = gateway.engine.seen[0]?.body ?? '';
    expect(sent).toContain(`"payloads":true,"keys":true,${source},${fields}}`);
  });

  it.each<[string, unknown, ProblemCode, string | undefined]>([
    ['no mapping', { relation }, 'request_invalid', '/mapping'],
    ['a limit', { ...request, limit: 5 }, 'request_invalid', ''],
    ['a schema that is a list', { ...request, schema: [] }, 'request_invalid', '/schema'],
    ['an unknown keyword', { ...request, schema: { typ: 'object' } }, 'schema_invalid', '/schema/typ'],
    ['a component alone', { ...request, component: 'User' }, 'schema_invalid', '/component'],
    [
      'a schema that recurses endlessly',
      {
        ...request,
        schema: { properties: { a: { $ref: '#/properties/b' }, b: { $ref: '#/properties/a' } } },
      },
      'schema_limit_exceeded',
      undefined,
    ],
  ])('with %s is rejected', async (_what, body, code, pointer) => {
    const response = await check(body, exporting(['{"key":["1"],"payload":{"a":1}}\n', end]));
    const problem = await expectProblem(response, code);
    if (pointer === undefined) return;
    expect(problem.errors?.map((error) => error.pointer)).toContain(pointer);
    expect(gateway.engine.seen).toEqual([]);
  });

  it('forwards a problem of the engine with Retry-After', async () => {
    const response = await check(request, respondWithProblem('overloaded', {}, { 'retry-after': '7' }));
    await expectProblem(response, 'overloaded');
    expect(response.headers.get('retry-after')).toBe('7');
  });

  it('is a problem if the export fails before its first line', async () => {
    const response = await check(
      request,
      exporting([line({ $problem: engineProblem('query_failed') })], 'cut'),
    );
    await expectProblem(response, 'query_failed');
  });

  it.each<[string, string[], 'end' | 'cut', ProblemCode]>([
    [
      'is ended by the engine with a problem',
      [line({ $problem: engineProblem('connection_lost') })],
      'cut',
      'connection_lost',
    ],
    ['is cut', [], 'cut', 'engine_unavailable'],
    ['is cut inside its end record', [end.slice(0, 40)], 'cut', 'engine_unavailable'],
    ['is cut after its end record', [end], 'cut', 'engine_unavailable'],
    ['ends without its end record', [], 'end', 'internal'],
    ['ends inside its end record', [end.trimEnd()], 'end', 'internal'],
    ['continues after its end record', [end, line({ $progress: progress })], 'end', 'internal'],
    ['continues after its end record with half a line', [end, '{"key":'], 'end', 'internal'],
    [
      'has an end record without a report',
      [line({ $end: { rows: 2, skipped: 1, bytes: 22 } })],
      'end',
      'internal',
    ],
    ['has unknown lines', [line({ $end: 5 })], 'end', 'internal'],
  ])('ends with a problem if its export %s', async (_what, pieces, then, code) => {
    const response = await check(request, exporting([line({ $progress: progress }), ...pieces], then));
    const lines = await linesOf(response);
    expect(lines[0]).toEqual({ progress });
    expect(lines.slice(1)).toMatchObject([{ problem: { code, status: problemKinds[code].status } }]);
    expect(gateway.logs.at(-2)).toContain(`"code":"${code}"`);
  });

  it('with a schema ends with a problem if payloads are missing', async () => {
    const schema = true;
    const response = await check({ ...request, schema }, exporting([line({ $progress: progress }), end]));
    expect((await linesOf(response)).at(-1)).toMatchObject({ problem: { code: 'internal' } });
  });

  it('is cancelled when its client disconnects', async () => {
    const client = new AbortController();
    const response = await check(
      { ...request, schema: true },
      exporting([payloads, line({ $progress: progress })], 'wait'),
      client.signal,
    );
    expect(response.status).toBe(200);
    client.abort();
    const requestId = gateway.engine.seen[0]?.headers['x-request-id'];
    await expect
      .poll(() => gateway.engine.seen.map(({ url, body }) => [url, body]))
      .toContainEqual(['/v1/cancel', JSON.stringify({ requestId })]);
  });

  it('ends with a problem when the gateway closes', async () => {
    const closing = await startGateway({ ENGINE_URL: gateway.engine.url });
    const api = `${closing.origin}/api/v1`;
    const { token } = (await (await postJson(`${api}/connections`, { connectionString })).json()) as {
      token: string;
    };
    gateway.engine.respond = exporting([payloads, line({ $progress: progress })], 'wait');
    const schema = true;
    const response = await postJson(
      `${api}/checks`,
      { ...request, schema },
      { authorization: `Bearer ${token}` },
    );
    const lines = linesOf(response);
    await closing.app.close();
    expect(await lines).toMatchObject([{ progress }, { problem: { code: 'connection_lost' } }]);
  });

  it(
    'pauses the export while its client does not read, and may wait for the engine',
    { timeout: 120_000 },
    async () => {
      let finish = (): void => undefined;
      const respond: MockEngine['respond'] = (_incoming, out) => {
        out.writeHead(200).write(line({ $progress: progress }));
        finish = () => void out.end(end);
      };
      const silent = await check(request, respond, undefined, impatient);
      let sent = 0;
      const hungUp = new Promise((resolve) => {
        impatient.engine.respond = (_incoming, out) => {
          out.writeHead(200).once('close', resolve);
          const more = () => {
            while (!out.destroyed && out.write(line({ $progress: progress }).repeat(1000))) sent++;
          };
          out.on('drain', more);
          more();
        };
      });
      const response = await check(request, impatient.engine.respond, undefined, impatient);
      const reader = response.body?.getReader();
      await reader?.read();
      // The gateway disconnects a stalled client and ends its export. The silent check has waited longer by then.
      await hungUp;
      finish();
      expect(await linesOf(silent)).toEqual([{ progress }, { report }]);
      expect(sent).toBeLessThan(2_000);
      await expect(
        (async () => {
          while ((await reader?.read())?.done === false);
        })(),
      ).rejects.toThrow();
    },
  );
});

describe('preview with a schema', () => {
  const preview = (bodies: (string | null)[]) =>
    `{ "payloads":${JSON.stringify(bodies.map((body) => ({ key: null, body, bytes: 1, issues: [] })))}, ` +
    `"sample":{"takenAt":"2026-01-01T00:00:00Z","reused":false},"warnings":[],"timing":{"connectMs":1,"queryMs":1.10,"mapMs":1} }\n`;

  async function previewed(schema: unknown, bodies: (string | null)[]) {
    const headers = { authorization: `Bearer ${await gateway.connectToken()}` };
    gateway.engine.respond = (_incoming, response) => response.writeHead(200).end(preview(bodies));
    return postJson(`${gateway.api}/previews`, { ...request, schema }, headers);
  }

  it('appends the issues of each payload to the response of the engine', async () => {
    const bodies = ['{"id":1.0,"list":[1,"a"]}', null, '{"id":"9007199254740993"}'];
    const schema = { properties: { id: { type: 'integer' }, list: { items: { type: 'string' } } } };
    const text = await (await previewed(schema, bodies)).text();
    const engine = preview(bodies).trimEnd().slice(0, -1);
    expect(text.startsWith(engine)).toBe(true);
    const issue = (keyword: string, pointer: string, schemaPointer: string, message: string) => [
      { pointer, schemaPointer, keyword, message, exact: true },
    ];
    expect(JSON.parse(`{${text.slice(engine.length + 1)}`)).toEqual({
      schemaIssues: [
        issue('type', '/list/0', '/properties/list/items/type', 'must be a string'),
        [],
        issue('type', '/id', '/properties/id/type', 'must be an integer'),
      ],
    });
  });

  it('is rejected if the schema is invalid', async () => {
    const problem = await expectProblem(await previewed({ typ: 1 }, []), 'schema_invalid');
    expect(problem.errors).toMatchObject([{ pointer: '/schema/typ', code: 'unknown_keyword' }]);
  });

  it('is aborted if a pattern backtracks, and does not block others', { timeout: 120_000 }, async () => {
    const headers = { authorization: `Bearer ${await gateway.connectToken()}` };
    const id = `${'a'.repeat(40)}!`;
    gateway.engine.respond = (_incoming, response) =>
      response.writeHead(200).end(preview([`{"id":"${id}"}`]));
    const previewWith = (schema: object) =>
      postJson(`${gateway.api}/previews`, { ...request, ...schema }, headers);
    const property = (keywords: object) => ({ schema: { properties: { id: keywords } } });
    const othersAreFaster = async () => {
      let isSlow = true;
      gateway.engine.seen.length = 0;
      const slow = previewWith(property({ pattern: '^(a+)+$' })).finally(() => (isSlow = false));
      await expect.poll(() => gateway.engine.seen.length).toBe(1);
      for (const schema of [{}, property({ type: 'string' })]) {
        expect((await previewWith(schema)).status).toBe(200);
      }
      const areFaster = isSlow;
      await expectProblem(await slow, 'schema_limit_exceeded');
      return areFaster;
    };
    // On a busy machine, the others may take longer than the time limit of a pattern.
    await expect.poll(othersAreFaster, { timeout: 100_000 }).toBe(true);
  });
});
