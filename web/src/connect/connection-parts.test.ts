import { describe, expect, it } from 'vitest';
import vectors from '../../../contracts/vectors/connection-strings.json' with { type: 'json' };
import {
  CONTAINER_HOST,
  connectionUrl,
  readParts,
  secretRanges,
  withContainerHost,
} from './connection-parts';

const accepted = vectors.filter((vector) => vector.accept !== undefined);

/** Forms that only the engine parses: several lines, IPv6 addresses without brackets, and options of psql. */
const LEFT_TO_THE_ENGINE =
  /^postgres:\/\/reader:canary@[\d:a-f]*::|:0:0:|```|exa\nmple|&\n|psql (?![^]*(?::\/\/|"host=))/;

describe('readParts', () => {
  it.each(accepted)('reads the same parts as the engine from $name, or nothing', ({ input, accept }) => {
    const { host, port, database, user } = readParts(input);
    const read = { host, port, database, user };
    const wrong = Object.entries({ ...accept, port: String(accept.port) }).filter(([part, value]) =>
      Object.entries(read).some(([name, text]) => name === part && text !== '' && text !== value),
    );
    expect(wrong).toEqual([]);
    if (!LEFT_TO_THE_ENGINE.test(input)) expect(Object.values(read)).not.toContain('');
  });

  it.each([
    ['postgres://', {}],
    ['postgres://app', {}],
    ['postgres://app:secret', {}],
    ['postgres://app:secret@', { user: 'app' }],
    ['postgres://app:secret@db', { user: 'app', host: 'db', port: '5432' }],
    ['postgres://app:se@cret@db:6000', { user: 'app', host: 'db', port: '6000' }],
    ['postgres://app:se/cret@db/x', { user: 'app', host: 'db', port: '5432', database: 'x' }],
    ['postgres://app:secret@db/ugly db', { user: 'app', host: 'db', port: '5432', database: 'ugly db' }],
    ['postgres://app:secret@db/x -c', { user: 'app', host: 'db', port: '5432', database: 'x' }],
    ['postgres://app:secret@db/x ;', { user: 'app', host: 'db', port: '5432', database: 'x' }],
    ['see postgres://app:secret@db/x for', { user: 'app', host: 'db', port: '5432', database: 'x' }],
    ['host=db us', { host: 'db', port: '5432' }],
    ['psql host=db user=app dbname=x', { user: 'app', host: 'db', port: '5432', database: 'x' }],
    ['psql host=db user=app -d x', {}],
    ['PGHOST=db PGDATABASE=y psql x', {}],
    ['mysql://app:secret@db/x', {}],
    ['https://example.com/x', {}],
  ])('reads the parts of the unfinished string %s', (text, wanted) => {
    const { password: _, parameters: __, ...parts } = readParts(text);
    expect(Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== ''))).toEqual(wanted);
  });
});

describe('secretRanges', () => {
  const masked = (text: string) =>
    secretRanges(text).reduceRight(
      (left, { start, end }) => `${left.slice(0, start)}•${left.slice(end)}`,
      text,
    );

  it.each(vectors)('covers the password of $name', ({ name, input }) => {
    // In these vectors, the word is not the password.
    if (/^canary$|host=@canary|canary=1/.test(input)) return;
    expect(masked(input), name).not.toMatch(/canary|canry/);
  });

  it.each([
    ['postgres://app', 'postgres://app'],
    ['postgres://app:s', 'postgres://app:•'],
    ['app:p@ss@db:5432/x', 'app:•@db:5432/x'],
    ['pgsql:host=db;user=app;password=p@ss', 'pgsql:host=db;user=app;password=•'],
    ['host: db password: p@ss', 'host: db password:•'],
    ['postgres://app:12', 'postgres://app:•'],
    ['postgres://localhost:5432/x', 'postgres://localhost:5432/x'],
    ['postgres://[::1]:5432/x', 'postgres://[::1]:5432/x'],
    ['postgres://app:se:cr@et/s@db:5432/x?sslmode=require', 'postgres://app:•@db:5432/x?sslmode=require'],
    [
      'postgres://db/x?user=app&password=secret&sslmode=require',
      'postgres://db/x?user=app&password=•&sslmode=require',
    ],
    ['host=db password=my secret user=app', 'host=db password=• user=app'],
    ["host=db password='my a=b secret' user=app", 'host=db password=• user=app'],
    ['host=db user=app password', 'host=db user=app password'],
    ['mysql://app:secret@db/x', 'mysql://app:•@db/x'],
    ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ['app:se@cret@db:5432/x', 'app:•@db:5432/x'],
    ['app@db:5432/x', 'app@db:5432/x'],
    ['psql -h db', 'psql -h db'],
  ])('covers the password of %s', (text, wanted) => {
    expect(masked(text)).toBe(wanted);
  });
});

describe('connectionUrl', () => {
  it.each(accepted.filter(({ input }) => !LEFT_TO_THE_ENGINE.test(input)))(
    'keeps the parts of $name',
    ({ input }) => {
      const parts = readParts(input);
      expect(readParts(connectionUrl(parts))).toEqual({ ...parts, password: '' });
    },
  );

  it('keeps parameters', () => {
    expect(connectionUrl(readParts("host=::1 dbname='my shop' user=a@b password=x sslmode=require"))).toBe(
      'postgresql://a%40b@[::1]:5432/my%20shop?sslmode=require',
    );
  });

  it('accepts half of a surrogate pair', () => {
    expect(connectionUrl({ ...readParts('postgres://a@db/shop'), user: '\ud83d' })).toBe(
      'postgresql://%EF%BF%BD@db:5432/shop',
    );
  });
});

describe('withContainerHost', () => {
  it.each(accepted.filter(({ input }) => !LEFT_TO_THE_ENGINE.test(input)))(
    'changes only the host of $name',
    ({ input }) => {
      const parts = readParts(input);
      const changed = withContainerHost(connectionUrl({ ...parts, host: 'localhost' }, parts.password));
      expect(readParts(changed ?? '')).toEqual({ ...parts, host: CONTAINER_HOST });
    },
  );

  it.each([
    ['postgresql://a:b%40c@localhost:5433/x', 'a:b%40c@host.docker.internal:5433/x'],
    ['postgres://localhost:localhost@LOCALHOST/x', 'localhost:localhost@host.docker.internal:5432/x'],
    ['postgresql:///x?user=a&host=::1&sslmode=require', 'a@host.docker.internal:5432/x?sslmode=require'],
    [
      "user=a host = '127.0.0.1' dbname=x password='host=::1'",
      'a:host%3D%3A%3A1@host.docker.internal:5432/x',
    ],
    ["export DB='postgres://a@[::1]/x';", 'a@host.docker.internal:5432/x'],
    ['DB_HOST=localhost\nDB_USER=a\nDB_NAME=x\nDB_PASSWORD="p w"', 'a:p%20w@host.docker.internal:5432/x'],
    ['DB="host=localhost dbname=x user=a password=b"', 'a:b@host.docker.internal:5432/x'],
  ])('replaces the host of %s', (given, wanted) => {
    expect(withContainerHost(given)).toBe(`postgresql://${wanted}`);
  });

  it.each([
    '',
    'localhost',
    'postgres://localhost:localhost@db/localhost?application_name=localhost',
    'postgresql://a@localhost.example/x',
    'host=db hostaddr=127.0.0.1 user=localhost',
  ])('returns nothing for %j', (given) => {
    expect(withContainerHost(given)).toBeUndefined();
  });
});
