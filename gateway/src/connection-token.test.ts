import { hkdfSync } from 'node:crypto';
import { EncryptJWT, SignJWT } from 'jose';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ConnectionTokens } from './connection-token.js';

const KEY = 'a key shared by some gateways';
const CANARY = 'canary-password';
const connection = { connectionString: `postgres://app:${CANARY}@db/shop`, password: CANARY };

afterEach(() => vi.useRealTimers());

describe('ConnectionTokens', () => {
  const tokens = new ConnectionTokens(KEY, 10);

  it('opens its own tokens', async () => {
    const { token } = await tokens.seal(connection);
    expect(await tokens.open(token)).toEqual(connection);
  });

  it('opens the tokens of another gateway with the same key', async () => {
    const { token } = await new ConnectionTokens(KEY, 10).seal({ use: 'demo' });
    expect(await tokens.open(token)).toEqual({ use: 'demo' });
  });

  it('encrypts the connection', async () => {
    const { token } = await tokens.seal(connection);
    const parts = token.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'));
    expect([token, ...parts].join()).not.toContain(CANARY);
  });

  it('never returns the same token twice', async () => {
    expect((await tokens.seal(connection)).token).not.toBe((await tokens.seal(connection)).token);
  });

  it('returns the time at which the token expires', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-01-01T00:00:00Z') });
    const { token, expiresAt } = await tokens.seal(connection);
    expect(expiresAt).toBe('2026-01-01T00:10:00.000Z');
    vi.setSystemTime(new Date('2026-01-01T00:09:59Z'));
    expect(await tokens.open(token)).toEqual(connection);
    vi.setSystemTime(new Date('2026-01-01T00:10:01Z'));
    await expect(tokens.open(token)).rejects.toMatchObject({ code: 'connection_expired' });
  });

  it('rejects a token with any one character changed', async () => {
    const base64url = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const { token } = await tokens.seal({ use: 'demo' });
    for (const [i, character] of token.split('').entries()) {
      // Another first bit: the last bits of a part may be unused.
      const other = base64url[base64url.indexOf(character) ^ 32] ?? 'A';
      const changed = token.slice(0, i) + other + token.slice(i + 1);
      await expect(tokens.open(changed), `character ${i}`).rejects.toMatchObject({
        code: 'connection_expired',
      });
    }
  });

  /** The key of `tokens`, so that the tokens below are rejected for their contents and not for their key. */
  const ownKey = new Uint8Array(hkdfSync('sha256', KEY, '', 'rowhook connection token', 32));
  const encrypt = (enc: string, build = (token: EncryptJWT) => token) =>
    build(new EncryptJWT({ connection })).setProtectedHeader({ alg: 'dir', enc }).encrypt(ownKey);

  it('opens any token encrypted with its key', async () => {
    expect(await tokens.open(await encrypt('A256GCM', (token) => token.setExpirationTime('1m')))).toEqual(
      connection,
    );
  });

  it.each<[string, () => Promise<string> | string]>([
    ['empty', () => ''],
    ['not a token', () => 'a.b.c.d.e'],
    [
      'a foreign key',
      async () => (await new ConnectionTokens('another key of theirs', 10).seal(connection)).token,
    ],
    ['a random key', async () => (await new ConnectionTokens(undefined, 10).seal(connection)).token],
    [
      'a signed token',
      () =>
        new SignJWT({ connection }).setProtectedHeader({ alg: 'HS256' }).setExpirationTime('1m').sign(ownKey),
    ],
    ['a token without an end', () => encrypt('A256GCM')],
    ['another encryption', () => encrypt('A128CBC-HS256', (token) => token.setExpirationTime('1m'))],
  ])('rejects %s', async (_name, make) => {
    await expect(tokens.open(await make())).rejects.toMatchObject({ code: 'connection_expired' });
  });
});
