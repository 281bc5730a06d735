import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  API_PREFIX,
  commonProblems,
  endpoints,
  Problem,
  problemCodes,
  problemKinds,
  problemType,
  type Endpoint,
  type ProblemCode,
} from '@rowhook/contracts';
import { connectingProblems } from './problems/connecting.js';
import { engineProblems } from './problems/engine.js';
import { queryingProblems } from './problems/querying.js';
import type { Reproduction } from './problems/reproduction.js';
import { requestProblems } from './problems/requests.js';
import { startStack, type Stack } from './support/stack.js';

const reproductions = { ...requestProblems, ...connectingProblems, ...queryingProblems, ...engineProblems };

/** The codes that are not tested here, each with the reason. */
const exceptions: Partial<Record<ProblemCode, string>> = {
  row_invalid: 'occurs in exports, which batch tools request from the engine and not from the gateway',
  internal: 'has no known cause; src/app.test.ts tests its shape with an invalid response of the engine',
};

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.stop());

describe('problems with engine and Postgres', () => {
  it.each(Object.entries<Reproduction>(reproductions))('%s', async (code, reproduce) => {
    const response = await reproduce(stack);
    const text = await response.text();
    const problem = Problem.parse(JSON.parse(text));
    expect(problem).toMatchObject({ code, ...membersOf(code as ProblemCode) });
    expect(problem.detail).not.toBe('');
    expect(response.status).toBe(problem.status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(response.headers.get('x-request-id')).toBe(problem.requestId);
    expect(response.headers.has('retry-after')).toBe(problem.status === 503);
    expect(text).not.toContain(stack.database.password);
    const requested = Object.values<Endpoint>(endpoints).find(
      ({ path }) => pathOf(response) === API_PREFIX + path,
    );
    if (requested !== undefined) expect([...commonProblems, ...requested.problems]).toContain(code);
  });

  it('include every problem code', () => {
    const covered = [...Object.keys(reproductions), ...Object.keys(exceptions)];
    expect(covered.sort()).toEqual([...problemCodes].sort());
  });

  it('leave the gateway usable and no password or token in the logs', async () => {
    const response = await stack.call(endpoints.listRelations, { token: stack.token });
    expect(response.status).toBe(200);
    const logs = [...stack.gateway.logs, ...stack.engine.logs].join('\n');
    expect(logs).toContain('"msg":"request"');
    expect(logs).not.toContain(stack.database.password);
    expect(logs).not.toContain(stack.token);
  });
});

function pathOf({ url }: Response): string | undefined {
  return url === '' ? undefined : new URL(url).pathname;
}

function membersOf(code: ProblemCode) {
  const { status, title, retryable } = problemKinds[code];
  return { status, title, retryable, type: problemType(code) };
}
