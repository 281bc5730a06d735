import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { problemKinds, problemType, type ProblemCode, type Report, type Verified } from '@rowhook/contracts';

/** Replaces the engine where a test needs slow responses, invalid responses or closed connections. */
export interface MockEngine {
  url: string;
  /** Handles every request; tests replace it. */
  respond: (request: IncomingMessage, response: ServerResponse, body: string) => void;
  /** The requests so far. */
  seen: { url: string; headers: IncomingMessage['headers']; body: string }[];
  close(): Promise<void>;
}

export async function startMockEngine(): Promise<MockEngine> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      mock.seen.push({ url: request.url ?? '', headers: request.headers, body });
      mock.respond(request, response, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const mock: MockEngine = {
    url: `http://127.0.0.1:${port}`,
    respond: (_request, response) => response.writeHead(500).end(),
    seen: [],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return mock;
}

/** A handler that responds with this JSON. */
export function respondWith(
  value: unknown,
  status = 200,
  headers: Record<string, string> = {},
): MockEngine['respond'] {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
  };
}

/** A problem of the engine, with these members besides or instead of those that all problems have. */
export function engineProblem(code: ProblemCode, members: object = {}) {
  const { status, title, retryable } = problemKinds[code];
  const common = { type: problemType(code), title, status, code, retryable };
  return { ...common, detail: 'The engine says so.', requestId: 'engine-1', ...members };
}

/** A handler that responds with this problem. */
export function respondWithProblem(
  code: ProblemCode,
  members: object = {},
  headers: Record<string, string> = {},
): MockEngine['respond'] {
  return respondWith(engineProblem(code, members), problemKinds[code].status, headers);
}

export const verified: Verified = {
  server: {
    version: '17.2',
    database: 'shop',
    user: 'app',
    host: 'db.internal',
    port: 5432,
    tls: true,
    superuser: false,
    standby: false,
    latencyMs: 1.5,
  },
  understood: { host: 'db.internal', port: 5432, database: 'shop', user: 'app', sslmode: 'require' },
  warnings: [],
};

export const report: Report = {
  complete: true,
  takenAt: '2026-01-01T00:00:00Z',
  seconds: 2,
  rowsPerSecond: 1.5,
  rows: 3,
  payloads: 2,
  rejected: 1,
  bytes: 20,
  sizes: null,
  issues: [],
  fields: [],
  notable: [],
  key: null,
};
