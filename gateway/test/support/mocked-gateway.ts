import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { Connection, Problem, problemKinds, problemType, type ProblemCode } from '@rowhook/contracts';
import type { ClientLimits } from '../../src/http/client-limits.js';
import { postJson, startGateway, type TestGateway } from './gateway.js';
import { respondWith, startMockEngine, verified, type MockEngine } from './mock-engine.js';

/** Must never appear in a response, a header or the log. */
export const CANARY = 'canary-9f3b';
export const connectionString = `postgres://app:${CANARY}@db.internal/shop`;

/** A listening gateway with a mock engine. */
export interface MockedGateway extends TestGateway {
  engine: MockEngine;
  /** The URL of the API. */
  api: string;
  /** Creates a connection and returns its token; the engine must respond to it. */
  connectToken(body?: unknown): Promise<string>;
  close(): Promise<void>;
}

/** Starts a gateway for all tests of a file. Before each test, the engine accepts connections and forgets its requests. */
export function withMockEngine(
  environment: NodeJS.ProcessEnv = {},
  limits: Partial<ClientLimits> = {},
): MockedGateway {
  const gateway = {} as MockedGateway;
  beforeAll(async () => {
    Object.assign(gateway, await startMockedGateway(environment, limits));
  });
  afterAll(() => gateway.close());
  beforeEach(() => {
    gateway.engine.respond = respondWith(verified);
    gateway.engine.seen.length = 0;
  });
  return gateway;
}

async function startMockedGateway(
  environment: NodeJS.ProcessEnv,
  limits: Partial<ClientLimits>,
): Promise<MockedGateway> {
  const mock = await startMockEngine();
  const DEMO_DATABASE_URL = `postgres://demo:demo-${CANARY}@localhost/demo`;
  const gateway = await startGateway({ ENGINE_URL: mock.url, DEMO_DATABASE_URL, ...environment }, limits);
  const api = `${gateway.origin}/api/v1`;
  return {
    ...gateway,
    engine: mock,
    api,
    async connectToken(body = { connectionString }) {
      const connected = await postJson(`${api}/connections`, body);
      if (!connected.ok) throw new Error(await connected.text());
      return Connection.parse(await connected.json()).token;
    },
    async close() {
      await gateway.app.close();
      await mock.close();
    },
  };
}

/** Expects a problem response with everything that all of them have in common. */
export async function expectProblem(response: Response, code: ProblemCode): Promise<Problem> {
  const problem = Problem.parse(await response.json());
  const { status, title, retryable } = problemKinds[code];
  expect(problem).toMatchObject({ code, status, title, retryable, type: problemType(code) });
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(response.headers.get('x-request-id')).toBe(problem.requestId);
  expect(response.headers.get('cache-control')).toBe('no-store');
  return problem;
}
