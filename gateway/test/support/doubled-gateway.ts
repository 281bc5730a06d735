import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { Connection, Problem, problemKinds, problemType, type ProblemCode } from '@rowhook/contracts';
import { answering, startEngineDouble, verified, type EngineDouble } from './engine-double.js';
import { postJson, startGateway, type TestGateway } from './gateway.js';

/** No answer, header or log may ever hold this. */
export const CANARY = 'canary-9f3b';
export const connectionString = `postgres://app:${CANARY}@db.internal/shop`;

/** A gateway that really listens, with an engine that answers what the test says. */
export interface DoubledGateway extends TestGateway {
  double: EngineDouble;
  /** Where the API begins. */
  api: string;
  /** Makes a connection; the double must answer it. */
  connectToken(body?: unknown): Promise<string>;
  close(): Promise<void>;
}

/** The gateway of a test file, there from its first test on. Each test begins with an engine that connects and has seen nothing. */
export function withDoubledGateway(environment: NodeJS.ProcessEnv = {}): DoubledGateway {
  const gateway = {} as DoubledGateway;
  beforeAll(async () => {
    Object.assign(gateway, await startDoubledGateway(environment));
  });
  afterAll(() => gateway.close());
  beforeEach(() => {
    gateway.double.answer = answering(verified);
    gateway.double.seen.length = 0;
  });
  return gateway;
}

async function startDoubledGateway(environment: NodeJS.ProcessEnv): Promise<DoubledGateway> {
  const double = await startEngineDouble();
  const gateway = await startGateway({
    ENGINE_URL: double.url,
    DEMO_DATABASE_URL: `postgres://demo:demo-${CANARY}@localhost/demo`,
    ...environment,
  });
  const api = `${gateway.origin}/api/v1`;
  return {
    ...gateway,
    double,
    api,
    async connectToken(body = { connectionString }) {
      return Connection.parse(await (await postJson(`${api}/connections`, body)).json()).token;
    },
    async close() {
      await gateway.app.close();
      await double.close();
    },
  };
}

/** Holds an answer to everything that every problem must have. */
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
