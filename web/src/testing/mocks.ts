import {
  API_PREFIX,
  CELL_CHARACTERS,
  endpoints,
  problemCodes,
  problemKinds,
  problemType,
  toFieldErrors,
  utf8Length,
  type Column,
  type Condition,
  type ConditionValue,
  type Connection,
  type ConnectionRequest,
  type EndpointName,
  type PreviewRequest,
  type Problem,
  type ProblemCode,
  type RelationName,
  type Rows,
  type SampleRequest,
  type Source,
  type Understood,
  type Endpoint,
} from '@rowhook/contracts';
import { delay, http, HttpResponse, type HttpHandler } from 'msw';
import type { z } from 'zod';
import { mockPayload } from './mock-payload';
import { mockRelations, mockTables, type MockTable } from './mock-source';

/** A refusal as the gateway would word it. */
export class Refusal extends Error {
  readonly problem: Problem;

  constructor(code: ProblemCode, more: Partial<Problem> = {}) {
    super(code);
    const { status, title, retryable } = problemKinds[code];
    this.problem = {
      type: problemType(code),
      title,
      status,
      detail: `${title}.`,
      code,
      requestId: 'mock-1',
      retryable,
      ...more,
    };
  }
}

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;
type Answer<Name extends EndpointName> = (
  asked: (typeof endpoints)[Name] extends infer E
    ? {
        body: E extends { body: infer B } ? Parsed<B> : undefined;
        query: E extends { query: infer Q } ? Parsed<Q> : undefined;
      }
    : never,
) => z.input<(typeof endpoints)[Name]['response']>;

/**
 * A handler for one endpoint of the table. A request that breaks the contract is refused as the gateway refuses it. An answer that
 * breaks it is an internal error that names the mock and the path, so that the mocks cannot drift from the contract.
 */
export function mock<Name extends EndpointName>(name: Name, answer: Answer<Name>, delayMs = 0): HttpHandler {
  const endpoint: Endpoint = endpoints[name];
  const method = endpoint.method === 'GET' ? http.get : http.post;
  return method(API_PREFIX + endpoint.path, async ({ request }) => {
    try {
      if (endpoint.authorized && !(request.headers.get('Authorization') ?? '').startsWith('Bearer mock')) {
        throw new Refusal('connection_expired');
      }
      const asked = {
        query: endpoint.query && read(endpoint.query, Object.fromEntries(new URL(request.url).searchParams)),
        body: endpoint.body && read(endpoint.body, await request.json()),
      };
      await delay(delayMs);
      const response: unknown = answer(asked as Parameters<Answer<Name>>[0]);
      const checked = endpoint.response.safeParse(response);
      if (!checked.success) throw brokenMock(name, endpoint, checked.error);
      return HttpResponse.json(checked.data as object, { status: endpoint.status });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const headers = { 'Content-Type': 'application/problem+json' };
      return new HttpResponse(JSON.stringify(error.problem), { status: error.problem.status, headers });
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

/** The whole API over a small believable source. `delayMs` makes answers take their time, as a network does. */
export function mocks(delayMs = 0): HttpHandler[] {
  return [
    mock('settings', () => ({
      version: '0.1.0',
      demo: true,
      configured: false,
      answersWithinMs: 17_000,
      engineUrl: 'http://127.0.0.1:7071',
    })),
    mock('createConnection', ({ body }) => connect(body), delayMs * 4),
    mock('encryptConnection', () => {
      throw new Refusal('tls_failed');
    }),
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
    mock('takeSample', ({ body }) => sample(body), delayMs),
    mock('createPreview', ({ body }) => preview(body), delayMs),
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

/** Connects to anything; a database named like a problem code is refused with that code, to see its words. */
function connect(request: ConnectionRequest): Connection {
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
    sslmode: url.searchParams.get('sslmode') ?? 'prefer',
  };
}

function tableOf({ schema, name }: RelationName): MockTable {
  const table = mockTables.find(({ detail }) => detail.schema === schema && detail.name === name);
  if (table === undefined) throw new Refusal('relation_not_found');
  return table;
}

/** The rows and columns of a source. Any query gives those of customers. */
function sourceTable(source: Source): MockTable {
  const table = tableOf(source.relation ?? { schema: 'public', name: 'customers' });
  const { columns } = table.detail;
  const rows = table.rows.filter((row) =>
    (source.where ?? []).every((condition) => holds(condition, columns, row)),
  );
  return { ...table, rows };
}

/** Knows comparisons for equality, of text and numbers. */
function holds(condition: Condition, columns: readonly Column[], row: (string | null)[]): boolean {
  const index = columns.findIndex(({ name }) => name === condition.column);
  if (index === -1) return false;
  const cell = row[index] ?? null;
  if (condition.value === undefined) return (cell === null) === (condition.is === 'null');
  const equals = (value: ConditionValue) => cell?.replaceAll('"', '') === String(value);
  return condition.is === 'in' ? condition.value.some(equals) : equals(condition.value);
}

function pickRows({ detail, rows }: MockTable, { limit, pick }: Rows): (string | null)[][] {
  if (typeof pick === 'object') {
    const conditions = 'where' in pick ? pick.where : [{ column: pick.nullIn, is: 'null' } as const];
    return rows.filter((row) => conditions.every((each) => holds(each, detail.columns, row))).slice(0, limit);
  }
  if (pick === 'last') return rows.slice(-limit).reverse();
  const step = pick === 'spread' ? Math.max(1, Math.floor(rows.length / limit)) : 1;
  return rows.filter((_, index) => index % step === 0).slice(0, limit);
}

function keyOf({ detail }: MockTable, row: (string | null)[]): string[] {
  return detail.primaryKey.map((name) => {
    const cell = row[detail.columns.findIndex((column) => column.name === name)] ?? '';
    return cell.replaceAll('"', '');
  });
}

const TAKEN_AT = '2026-11-02T10:42:07Z';

function sample({
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

function preview({
  rows,
  mapping,
  ...source
}: PreviewRequest): z.input<(typeof endpoints)['createPreview']['response']> {
  const table = sourceTable(source);
  return {
    payloads: pickRows(table, rows).map((cells) => {
      const { body, issues } = mockPayload(mapping, { columns: table.detail.columns, cells });
      return { key: keyOf(table, cells), body, bytes: utf8Length(body ?? ''), issues };
    }),
    sample: { takenAt: TAKEN_AT, reused: true },
    warnings: [],
    timing: { connectMs: 0, queryMs: 0, mapMs: 0.1 },
  };
}
