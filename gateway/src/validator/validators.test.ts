import { afterAll, describe, expect, it } from 'vitest';
import { createValidators } from '../../test/support/gateway.js';
import { ClientGone } from '../problems.js';

const validators = createValidators();
afterAll(() => validators.close());

const waiting = () => new AbortController().signal;
const lend = (signal = waiting()) => validators.lend(signal);
const BACKTRACKING = JSON.stringify({ schema: { pattern: '^(a+)+$' } });
const long = [JSON.stringify(`${'a'.repeat(50)}!`)];

describe('a validator', () => {
  it('is stopped when a schema takes too much time or memory', { timeout: 30_000 }, async () => {
    const validator = lend();
    // A million schemas.
    let schema: object = { type: 'string' };
    for (let level = 0; level < 6; level++)
      schema = { anyOf: Array.from({ length: 10 }, () => ({ properties: { a: schema } })) };
    await expect(validator.ask('prepare', { body: JSON.stringify({ schema }) })).rejects.toMatchObject({
      code: 'schema_limit_exceeded',
    });
    validator.release();
  });

  it('ends with its client, also inside a pattern', async () => {
    const client = new AbortController();
    const validator = lend(client.signal);
    await validator.ask('prepare', { body: BACKTRACKING });
    const answer = validator.ask('validate', { bodies: long });
    client.abort();
    await expect(answer).rejects.toBeInstanceOf(ClientGone);
    validator.release();
  });

  it('is lent to eight at once, and again once it is released', { timeout: 30_000 }, async () => {
    const lent = Array.from({ length: 8 }, () => lend());
    expect(() => lend()).toThrow('overloaded');
    lent[0]?.release();
    lent[0]?.release();
    lent[0] = lend();
    expect(() => lend()).toThrow('overloaded');
    lent.forEach((validator) => validator.release());
    const next = lend();
    expect(await next.ask('prepare', { body: '{"schema":true}' })).toEqual({ rest: '{}' });
    next.release();
  });
});
