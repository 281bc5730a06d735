import { afterAll, describe, expect, it } from 'vitest';
import { createValidators } from '../../test/support/gateway.js';
import { ClientDisconnected } from '../http/problems.js';
import { DEADLINE_MS } from './validators.js';

const validators = createValidators();
afterAll(() => validators.close());

const waiting = () => new AbortController().signal;
const acquire = (signal = waiting()) => validators.acquire(signal);
const BACKTRACKING = JSON.stringify({ schema: { pattern: '^(a+)+$' } });
const long = [JSON.stringify(`${'a'.repeat(50)}!`)];

describe('validator', () => {
  it('fails when a schema is too large', { timeout: 60_000 }, async () => {
    const strict = createValidators(500);
    const validator = strict.acquire(waiting());
    // A hundred thousand schemas.
    let schema: object = { type: 'string' };
    for (let level = 0; level < 5; level++)
      schema = { anyOf: Array.from({ length: 10 }, () => ({ properties: { a: schema } })) };
    await expect(validator.request('prepare', { body: JSON.stringify({ schema }) })).rejects.toMatchObject({
      code: 'schema_limit_exceeded',
    });
    strict.close();
  });

  it('fails when a pattern takes too much time', { timeout: 30_000 }, async () => {
    const strict = createValidators(2_000);
    const validator = strict.acquire(waiting());
    await validator.request('prepare', { body: BACKTRACKING });
    await expect(validator.request('validate', { bodies: long })).rejects.toMatchObject({
      code: 'schema_limit_exceeded',
    });
    strict.close();
  });

  it('has the documented time limit', () => {
    expect(DEADLINE_MS).toBe(5_000);
  });

  it('is stopped when its client disconnects, even inside a pattern', async () => {
    const client = new AbortController();
    const validator = acquire(client.signal);
    await validator.request('prepare', { body: BACKTRACKING });
    const result = validator.request('validate', { bodies: long });
    client.abort();
    await expect(result).rejects.toBeInstanceOf(ClientDisconnected);
    validator.release();
  });

  it('is not stopped by a previous client', async () => {
    const client = new AbortController();
    const before = acquire(client.signal);
    await before.request('prepare', { body: '{"schema":true}' });
    before.release();
    const validator = acquire();
    client.abort();
    expect(await validator.request('prepare', { body: '{"schema":true}' })).toEqual({ rest: '{}' });
    validator.release();
  });

  it('can be acquired eight times at once, and again after a release', { timeout: 30_000 }, async () => {
    const acquired = Array.from({ length: 8 }, () => acquire());
    expect(() => acquire()).toThrow('overloaded');
    acquired[0]?.release();
    acquired[0]?.release();
    acquired[0] = acquire();
    expect(() => acquire()).toThrow('overloaded');
    acquired.forEach((validator) => validator.release());
    const next = acquire();
    expect(await next.request('prepare', { body: '{"schema":true}' })).toEqual({ rest: '{}' });
    next.release();
  });
});
