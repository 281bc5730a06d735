import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints } from '@rowhook/contracts';
import { startEngine } from './support/engine-process.js';
import { startStack, type Stack } from './support/stack.js';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.stop());

const listRelations = () => stack.call(endpoints.listRelations, { token: stack.token });

describe('next request with the same token', () => {
  it('succeeds after all sessions of the role were terminated', async () => {
    expect((await listRelations()).status).toBe(200);
    const { role } = stack.database;
    await stack.database.admin(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${role}'`,
    );
    expect((await listRelations()).status).toBe(200);
  });

  it('succeeds after the engine was killed and restarted', async () => {
    const { port } = new URL(stack.engine.url);
    await stack.engine.crash();
    expect(await (await listRelations()).json()).toMatchObject({ code: 'engine_unavailable' });
    expect((await fetch(`${stack.gateway.origin}/readyz`)).status).toBe(502);
    stack.engine = await startEngine({ ENGINE_PORT: port });
    expect((await fetch(`${stack.gateway.origin}/readyz`)).status).toBe(200);
    expect((await listRelations()).status).toBe(200);
  });
});
