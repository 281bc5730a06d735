import { describe, expect, it } from 'vitest';
import { partPassword, passwordBreaks } from './separate-password';

describe('partPassword', () => {
  it.each([
    ['postgres://app:wr@ng@127.0.0.1:5432/x', 'postgres://app@127.0.0.1:5432/x', 'wr@ng'],
    ['postgres://app:a/b?c#d%e@db:5432/x', 'postgres://app@db:5432/x', 'a/b?c#d%e'],
    ['postgres://app:p@ss/w@ord@db/x?sslmode=require', 'postgres://app@db/x?sslmode=require', 'p@ss/w@ord'],
    ['postgres://app:100%@db/x', 'postgres://app@db/x', '100%'],
    ['postgres://app:a@b@db', 'postgres://app@db', 'a@b'],
    ['postgres://app:a@b@[::1]:5432/x', 'postgres://app@[::1]:5432/x', 'a@b'],
    ['postgres://app:p%40ss@db/x', 'postgres://app@db/x', 'p@ss'],
    ['postgres://app:pw@db/x?application_name=a@b/c', 'postgres://app@db/x?application_name=a@b/c', 'pw'],
    ['postgres://app@server:pw@db/x', 'postgres://app%40server@db/x', 'pw'],
    ['postgres://app:[YOUR-PASSWORD]@db/x', 'postgres://app@db/x', ''],
    ["export DB='postgresql://app:p@w@db/x';", "export DB='postgresql://app@db/x';", 'p@w'],
  ])('separates the password of %s', (given, connectionString, password) => {
    expect(partPassword(given)).toEqual({ connectionString, password });
  });

  it.each([
    '',
    'postgres://app@db/x',
    'postgres://w@rd@db/x',
    'host=db password=a user=b',
    'mysql://a:b@c@d/x',
  ])('returns nothing for %j', (given) => {
    expect(partPassword(given)).toBeUndefined();
  });
});

describe('passwordBreaks', () => {
  it.each([
    'postgres://app:wr@ng@127.0.0.1:5432/x',
    'postgres://app:a/b@db/x',
    'postgres://app:a/b?c=d@db/x',
    'postgres://app:100%@db/x',
    'postgres://app:[YOUR-PASSWORD]@db/x',
    'host=db user=app password=my secret',
    "host=db password='it's' user=app",
  ])('is true for %s', (given) => {
    expect(passwordBreaks(given)).toBe(true);
  });

  it.each([
    'postgres://app:pw@db:port/x',
    'postgres://app:pw@db/x?sslmode=on',
    'postgres://app:pw@db',
    'mysql://app:p@w@db/x',
    'https://app:p@w@db/x',
    'jdbc:postgresql://db/x?user=app&password=a b',
    'host=db port=a user=app password=pw',
    String.raw`host=db password='it\'s here' user=app`,
    'host=my db user=app',
    '',
  ])('is false for %s', (given) => {
    expect(passwordBreaks(given)).toBe(false);
  });
});
