import { describe, expect, it } from 'vitest';
import { withContainerHost } from './connection-string';

describe('withContainerHost', () => {
  it.each([
    ['postgresql://a:b@localhost:5432/x', 'postgresql://a:b@host.docker.internal:5432/x'],
    ['postgresql://a@127.0.0.1/x', 'postgresql://a@host.docker.internal/x'],
    ['postgresql://a@[::1]:5433/x', 'postgresql://a@host.docker.internal:5433/x'],
    ['postgresql://localhost/x', 'postgresql://host.docker.internal/x'],
    ['host=localhost user=a', 'host=host.docker.internal user=a'],
    ['postgresql://a@db.localhost.example/x', 'postgresql://a@db.localhost.example/x'],
  ])('%s → %s', (given, wanted) => {
    expect(withContainerHost(given)).toBe(wanted);
  });
});
