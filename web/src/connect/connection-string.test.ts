import { describe, expect, it } from 'vitest';
import { withContainerHost } from './connection-string';

describe('withContainerHost', () => {
  it.each([
    ['postgresql://a:b@localhost:5432/x', 'postgresql://a:b@host.docker.internal:5432/x'],
    ['postgresql://a@127.0.0.1/x', 'postgresql://a@host.docker.internal/x'],
    ['postgresql://a@[::1]:5433/x', 'postgresql://a@host.docker.internal:5433/x'],
    ['postgresql://[::1]/x?user=a', 'postgresql://host.docker.internal/x?user=a'],
    ['postgresql://localhost/x', 'postgresql://host.docker.internal/x'],
    ['postgresql://LOCALHOST/x', 'postgresql://host.docker.internal/x'],
    ['postgresql://localhost?dbname=x', 'postgresql://host.docker.internal?dbname=x'],
    ['postgresql:///x?host=localhost', 'postgresql:///x?host=host.docker.internal'],
    ['postgresql:///x?user=a&host=::1&port=1', 'postgresql:///x?user=a&host=host.docker.internal&port=1'],
    [
      'postgresql://a@localhost:5432,127.0.0.1:5433/x',
      'postgresql://a@host.docker.internal:5432,host.docker.internal:5433/x',
    ],
    ['postgresql://a@db,localhost/x', 'postgresql://a@db,host.docker.internal/x'],
    ['postgres://localhost@localhost/x', 'postgres://localhost@host.docker.internal/x'],
    ['postgres://localhost:localhost@localhost/x', 'postgres://localhost:localhost@host.docker.internal/x'],
    ['postgres://a:?host=localhost@localhost/x', 'postgres://a:?host=localhost@host.docker.internal/x'],
    ['host=localhost user=a', 'host=host.docker.internal user=a'],
    ['user=a host=::1', 'user=a host=host.docker.internal'],
    ["host='localhost' user=a", "host='host.docker.internal' user=a"],
    ["user=a host = '127.0.0.1'", "user=a host = 'host.docker.internal'"],
    ["user=a host='localhost';", "user=a host='host.docker.internal';"],
    ['host=localhost,db user=a', 'host=host.docker.internal,db user=a'],
    ["password='host=localhost' host=localhost", "password='host=localhost' host=host.docker.internal"],
    [
      String.raw`password='it\'s host=::1' host=::1`,
      String.raw`password='it\'s host=::1' host=host.docker.internal`,
    ],
    ["export DB='postgres://a@localhost/x';", "export DB='postgres://a@host.docker.internal/x';"],
    ["psql 'postgres://a@localhost/x'", "psql 'postgres://a@host.docker.internal/x'"],
    ['DB="postgres:///x?host=localhost"', 'DB="postgres:///x?host=host.docker.internal"'],
    ["'host=localhost user=a'", "'host=host.docker.internal user=a'"],
    ['POSTGRES://a@localhost/x', 'POSTGRES://a@host.docker.internal/x'],
    ['DB: "postgres://a@localhost/x"', 'DB: "postgres://a@host.docker.internal/x"'],
    [' \npostgres://a@localhost/x\n', ' \npostgres://a@host.docker.internal/x\n'],
  ])('%s → %s', (given, wanted) => {
    expect(withContainerHost(given)).toBe(wanted);
  });

  it.each([
    '',
    'localhost',
    'postgresql://a@db.localhost.example/x',
    'postgresql://a@localhost.example/x',
    'postgresql://a@127.0.0.1.example/x',
    'postgres://localhost@db/x',
    'postgres://localhost:localhost@db/x',
    'postgres://a://localhost@db/x',
    'postgres://a:pw@db/localhost',
    'postgres://a:pw@db//localhost',
    'postgres://a:pw@db/&host=localhost',
    'postgres://a:pw@db/x?application_name=localhost',
    'postgres:///x?hostaddr=127.0.0.1',
    'postgres:///x?xhost=localhost',
    'host=db hostaddr=127.0.0.1 user=localhost',
    'xhost=localhost user=a',
    'sslhost = localhost user=a',
    "host=db password='host=localhost'",
    'host=db user=a@localhost',
    String.raw`host=db password=a\ host=localhost`,
  ])('leaves %j as it is', (given) => {
    expect(withContainerHost(given)).toBe(given);
  });
});
