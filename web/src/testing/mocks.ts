import {
  API_PREFIX,
  CELL_CHARACTERS,
  endpoints,
  sourceOf,
  streams,
  problemCodes,
  toFieldErrors,
  utf8Length,
  type Connection,
  type ConnectionRequest,
  type EndpointName,
  type PreviewRequest,
  type SampleRequest,
  type Understood,
  type CheckLine,
  type CheckRequest,
  type Endpoint,
} from '@rowhook/contracts';
import { delay, http, HttpResponse, type HttpHandler } from 'msw';
import type { z } from 'zod';
import { mockPayload } from './mock-payload';
import { mockReport } from './mock-report';
import { keyOf, mockPreview, pickRows, sourceTable, tableOf, TAKEN_AT } from './mock-rows';
import { mockSchemaIssues } from './mock-schema';
import { mockRelations } from './mock-source';
import { Refusal } from './refusal';

export { Refusal };

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;
type Handle<Name extends EndpointName> = (
  asked: (typeof endpoints)[Name] extends infer E
    ? {
        body: E extends { body: infer B } ? Parsed<B> : undefined;
        query: E extends { query: infer Q } ? Parsed<Q> : undefined;
      }
    : never,
) => z.input<(typeof endpoints)[Name]['response']>;

/**
 * A handler for one endpoint of the table. A request that breaks the contract is refused as the gateway refuses it. A response that
 * breaks it is an internal error that names the mock and the path, so that the mocks cannot drift from the contract.
 */
export function mock<Name extends EndpointName>(
  name: Name,
  handle: Handle<Name> | Refusal,
  delayMs = 0,
): HttpHandler {
  const endpoint: Endpoint = endpoints[name];
  const method = endpoint.method === 'GET' ? http.get : http.post;
  return method(API_PREFIX + endpoint.path, async ({ request }) => {
    try {
      if (endpoint.authorized) authorize(request);
      const asked = {
        query: endpoint.query && read(endpoint.query, Object.fromEntries(new URL(request.url).searchParams)),
        body: endpoint.body && read(endpoint.body, await request.json()),
      };
      await delay(delayMs);
      if (handle instanceof Refusal) throw handle;
      const response: unknown = handle(asked as Parameters<Handle<Name>>[0]);
      const checked = endpoint.response.safeParse(response);
      if (!checked.success) throw brokenMock(name, endpoint, checked.error);
      return HttpResponse.json(checked.data as object, { status: endpoint.status });
    } catch (error) {
      return refuse(error);
    }
  });
}

function authorize(request: Request): void {
  if (!(request.headers.get('Authorization') ?? '').startsWith('Bearer mock'))
    throw new Refusal('connection_expired');
}

function refuse(error: unknown): HttpResponse<string> {
  if (!(error instanceof Refusal)) throw error;
  const headers = { 'Content-Type': 'application/problem+json' };
  return new HttpResponse(JSON.stringify(error.problem), { status: error.problem.status, headers });
}

/**
 * A handler for checks. Each line is validated against the contract. A `Refusal` before the first line refuses the request; any
 * error after it breaks the stream off.
 */
export function mockCheck(handle: (body: CheckRequest) => AsyncGenerator<CheckLine>): HttpHandler {
  const endpoint = streams.createCheck;
  return http.post(API_PREFIX + endpoint.path, async ({ request }) => {
    try {
      authorize(request);
      const lines = handle(read(endpoint.body, await request.json()) as CheckRequest);
      let next = await lines.next();
      const encoder = new TextEncoder();
      const body = new ReadableStream<Uint8Array>({
        // Like any body, it ends with its request.
        start: (controller) =>
          request.signal.addEventListener('abort', () => controller.error(request.signal.reason)),
        pull: async (controller) => {
          if (next.done === true) controller.close();
          else {
            controller.enqueue(encoder.encode(`${JSON.stringify(endpoint.line.parse(next.value))}\n`));
            next = await lines.next();
          }
        },
      });
      return new HttpResponse(body, { headers: { 'Content-Type': endpoint.mediaType } });
    } catch (error) {
      return refuse(error);
    }
  });
}

function brokenMock(name: EndpointName, { method, path }: Endpoint, error: z.ZodError): Refusal {
  const issues = error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  const detail = `The mock "${name}" (${method} ${path}) breaks its contract at ${issues.join('; ')}.`;
  console.error(detail);
  return new Refusal('internal', { detail });
}

function read(schema: z.ZodType, value: unknown): unknown {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Refusal('request_invalid', { errors: toFieldErrors(parsed.error) });
  return parsed.data;
}

/** The whole API over a small believable source. `delayMs` makes responses take their time, as a network does. */
export function mocks(delayMs = 0): HttpHandler[] {
  return [
    mock('settings', () => ({
      version: '0.2.0',
      demo: true,
      configured: false,
      timeLimitMs: 15_000,
      engineUrl: 'http://127.0.0.1:7071',
    })),
    mock('createConnection', ({ body }) => connect(body), delayMs * 4),
    mock('encryptConnection', new Refusal('tls_failed')),
    mock('listRelations', () => ({ relations: mockRelations }), delayMs),
    mock('getRelation', ({ query }) => tableOf(query).detail, delayMs),
    mock(
      'describeSource',
      ({ body }) => {
        const { columns, primaryKey } = sourceTable(body).detail;
        return { columns, key: body.key ?? primaryKey, warnings: [] };
      },
      delayMs,
    ),
    mock('takeSample', ({ body }) => mockSample(body), delayMs),
    mock('createPreview', ({ body }) => preview(body), delayMs),
    mockCheck((body) => check(body, delayMs)),
  ];
}

export const mockConnection: Connection = {
  token: 'mock-token',
  expiresAt: '2030-01-01T00:00:00Z',
  understood: { host: 'db.example', port: 5432, database: 'warehouse', user: 'app', sslmode: 'prefer' },
  server: {
    version: '17.2',
    database: 'warehouse',
    user: 'app',
    host: 'db.example',
    port: 5432,
    tls: false,
    superuser: false,
    standby: false,
    latencyMs: 3.4,
  },
  warnings: [
    {
      code: 'not_encrypted',
      message: 'The server offers no TLS, so the connection is not encrypted.',
    },
  ],
};

/** Connects to anything; a database named like a problem code is refused with that code, to show its message. */
export function connect(request: ConnectionRequest): Connection {
  const understood = 'use' in request ? DEMO : understand(request.connectionString);
  const code = problemCodes.find((each) => each === understood.database);
  if (code !== undefined) throw new Refusal(code, { understood });
  return {
    ...mockConnection,
    understood,
    server: {
      ...mockConnection.server,
      database: understood.database,
      user: understood.user,
      host: understood.host,
      port: understood.port,
    },
    warnings: 'use' in request ? [] : mockConnection.warnings,
  };
}

const DEMO: Understood = {
  host: '127.0.0.1',
  port: 5432,
  database: 'demo',
  user: 'demo_reader',
  sslmode: 'prefer',
};

function understand(connectionString: string): Understood {
  if (!URL.canParse(connectionString)) throw new Refusal('connection_string_invalid');
  const url = new URL(connectionString);
  return {
    host: url.hostname,
    port: Number(url.port || 5432),
    database: url.pathname.slice(1),
    user: decodeURIComponent(url.username),
    sslmode: url.searchParams.get('sslmode') ?? '',
  };
}

export function mockSample({
  rows,
  refresh,
  ...source
}: SampleRequest): z.input<(typeof endpoints)['takeSample']['response']> {
  const table = sourceTable(source);
  const readable = table.detail.columns.flatMap((column, index) =>
    column.readable ? [{ column, index }] : [],
  );
  return {
    columns: readable.map(({ column }) => column.name),
    columnErrors: [],
    rows: pickRows(table, rows).map((row) => ({
      key: keyOf(table, row),
      cells: readable.map(({ index }) => {
        const cell = row[index] ?? null;
        return { json: cell?.slice(0, CELL_CHARACTERS) ?? null, bytes: utf8Length(cell ?? '') };
      }),
    })),
    order: table.detail.primaryKey,
    takenAt: refresh ? new Date().toISOString() : TAKEN_AT,
    warnings: [],
  };
}

/** Progress over as many rows as the table is said to have, then the report of its canned rows. */
async function* check(request: CheckRequest, delayMs: number): AsyncGenerator<CheckLine> {
  const estimatedRows =
    request.relation === undefined || request.where !== undefined
      ? null
      : sourceTable(request).detail.estimatedRows;
  for (let step = 1; step <= 8; step++) {
    await delay(delayMs * 5);
    const rows = Math.round(((estimatedRows ?? 50_000) / 8) * step);
    yield { progress: { rows, estimatedRows, seconds: (step * Math.max(delayMs, 1)) / 200 } };
  }
  const { mapping, schema } = request;
  yield { report: mockReport({ mapping, schema, source: sourceOf(request) ?? { query: '' } }) };
}

function preview({
  rows,
  mapping,
  schema,
  component: _,
  ...source
}: PreviewRequest): z.input<(typeof endpoints)['createPreview']['response']> {
  const table = sourceTable(source);
  const payloads = pickRows(table, rows).map((cells) => {
    const { body, issues } = mockPayload(mapping, { columns: table.detail.columns, cells });
    return { key: keyOf(table, cells), body, bytes: utf8Length(body ?? ''), issues };
  });
  return {
    ...mockPreview(payloads),
    ...(schema === undefined
      ? {}
      : { schemaIssues: payloads.map(({ body }) => (body === null ? [] : mockSchemaIssues(schema, body))) }),
  };
}
