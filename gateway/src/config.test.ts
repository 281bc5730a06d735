import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, Environment, readConfig } from './config.js';

const TOKEN = { ENGINE_TOKEN: 'a-token-long-enough' };

describe('readConfig', () => {
  it('returns the documented defaults', () => {
    expect(readConfig(TOKEN)).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      engineUrl: 'http://127.0.0.1:7070',
      requestTimeoutMs: 15_000,
      tokenKey: undefined,
      tokenTtlMinutes: 480,
      allowedHosts: [],
      databases: { demo: undefined, configured: undefined },
      logLevel: 'info',
    });
  });

  it('reads exactly the variables of the table in docs/configuration.md', () => {
    const document = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8');
    const [, table = ''] = /^\| gateway \|.*\n\| ---.*\n((?:\|.*\n)+)/m.exec(document) ?? [];
    const named = table.split('\n').flatMap((row) => row.split('|')[1]?.match(/[A-Z_]+/g) ?? []);
    expect(named.sort()).toEqual(Object.keys(Environment.shape).sort());
  });

  it('treats an empty variable as absent', () => {
    expect(readConfig({ ...TOKEN, PORT: '', DATABASE_URL: '' })).toMatchObject({
      port: 3000,
      databases: { configured: undefined },
    });
  });

  it.each([' ', '0x10', '1e3', '+80', '-1', '80.5', '3000 ', 'Infinity'])(
    'rejects %j as a number, which has digits only',
    (number) => {
      const names = ['PORT', 'REQUEST_TIMEOUT_MS', 'TOKEN_TTL_MINUTES'];
      const environment = Object.fromEntries(names.map((name) => [name, number]));
      const error = thrownBy(() => readConfig({ ...TOKEN, ...environment }));
      expect((error as ConfigError).messages.map((message) => message.split(' ')[0])).toEqual(names);
    },
  );

  it('reads numbers', () => {
    const environment = { PORT: '0', REQUEST_TIMEOUT_MS: '086', TOKEN_TTL_MINUTES: '5' };
    expect(readConfig({ ...TOKEN, ...environment })).toMatchObject({
      port: 0,
      requestTimeoutMs: 86,
      tokenTtlMinutes: 5,
    });
  });

  it('resolves a relative WEB_ROOT', () => {
    expect(readConfig({ ...TOKEN, WEB_ROOT: 'web/dist' }).webRoot).toBe(resolve('web/dist'));
  });

  it('ignores case and spaces in ALLOWED_HOSTS', () => {
    const { allowedHosts } = readConfig({
      ...TOKEN,
      ALLOWED_HOSTS: ' Rowhook.Example , box:8443,[fd00::1]:3000,',
    });
    expect(allowedHosts).toEqual(['rowhook.example', 'box:8443', '[fd00::1]:3000']);
  });

  it('rejects a time that a timer or a date cannot hold', () => {
    const environment = { REQUEST_TIMEOUT_MS: '86400001', TOKEN_TTL_MINUTES: '5256001' };
    const error = thrownBy(() => readConfig({ ...TOKEN, ...environment }));
    expect((error as ConfigError).messages).toHaveLength(2);
  });

  it.each(['a token of words', 'a-token-long-enough\n', 'a-tökén-long-enough'])(
    'rejects the token %j, which is no valid header value',
    (ENGINE_TOKEN) => {
      const error = thrownBy(() => readConfig({ ENGINE_TOKEN }));
      expect((error as ConfigError).messages).toEqual([expect.stringContaining('visible ASCII')]);
    },
  );

  it.each([
    'http://engine:7070/base',
    'http://engine:7070?a=1',
    'http://engine#a',
    'http:engine',
    'https://engine',
  ])('rejects the ENGINE_URL %s', (ENGINE_URL) => {
    const error = thrownBy(() => readConfig({ ...TOKEN, ENGINE_URL }));
    expect((error as ConfigError).messages).toEqual(['ENGINE_URL must be an http URL without a path']);
  });

  it('says what a variable must be', () => {
    const environment = { DATABASE_URL: 'x'.repeat(5000), LOG_LEVEL: 'loud' };
    const error = thrownBy(() => readConfig({ ...TOKEN, ...environment }));
    expect((error as ConfigError).messages).toEqual([
      'DATABASE_URL must have at most 4,096 characters',
      'LOG_LEVEL must be debug, info, warn or error',
    ]);
  });

  it('reports all invalid variables at once without their values', () => {
    const secret = 'hunter2';
    const environment = {
      ENGINE_TOKEN: secret,
      TOKEN_KEY: secret,
      PORT: '99999',
      ENGINE_URL: `ftp://${secret}@engine`,
      PUBLISHED_ENGINE_URL: secret,
      TOKEN_TTL_MINUTES: 'soon',
      REQUEST_TIMEOUT_MS: '1.5',
      ALLOWED_HOSTS: 'http://nope',
      DATABASE_URL: secret.repeat(1000),
      LOG_LEVEL: 'loud',
    };
    const error = thrownBy(() => readConfig(environment));
    expect(error).toBeInstanceOf(ConfigError);
    const { messages } = error as ConfigError;
    expect(messages.map((message) => message.split(' ')[0]).sort()).toEqual(Object.keys(environment).sort());
    expect(messages.join('\n')).not.toContain(secret);
  });
});

function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}
