import type { Problem } from '@rowhook/contracts';
import { expect, it } from 'vitest';
import { messageContext, messages } from './messages';

function problem(code: Problem['code'], detail: string, hint: string): Problem {
  return {
    type: 'about:blank',
    title: code,
    status: 400,
    detail,
    code,
    requestId: 'r1',
    retryable: false,
    hint,
  };
}

it('connection_string_invalid has the reason and the remedy of the engine', () => {
  const at = messageContext(
    problem('connection_string_invalid', 'The string names no host.', 'Add the host.'),
  );
  expect(messages.connection_string_invalid(at)).toMatchObject({
    why: 'The string names no host.',
    remedy: 'Add the host.',
  });
});

it('permission_denied distinguishes a database from a relation', () => {
  const denied = problem('permission_denied', 'The role may not connect.', 'Grant CONNECT.');
  const server = { host: 'h', port: 5432, user: 'app', database: 'shop' };
  expect(messages.permission_denied(messageContext(denied, server))).toEqual({
    what: 'Postgres does not let app use shop.',
    why: 'The role may not connect.',
    remedy: 'Grant CONNECT.',
  });
  const relation = { schema: 'public', name: 'orders' };
  expect(messages.permission_denied(messageContext(denied, server, relation)).what).toBe(
    'Postgres does not let app read public.orders.',
  );
});

it('names a query with an article', () => {
  const at = messageContext(problem('query_failed', '', ''), undefined, 'query');
  expect(messages.query_failed(at).what).toBe('Postgres could not read the SQL query.');
  expect(messages.source_invalid(at).what).toBe('The SQL query cannot be read like this.');
});

it.each(['login_refused', 'database_busy', 'overloaded', 'connect_timeout', 'connection_lost'] as const)(
  '%s has the reason and the remedy of the engine',
  (code) => {
    const known = messageContext(problem(code, 'The role may not log in.', 'Give it LOGIN.'));
    expect(messages[code](known)).toMatchObject({
      why: 'The role may not log in.',
      remedy: 'Give it LOGIN.',
    });
  },
);

it.each([
  ['a table whose rows can be spread evenly', true, /spread evenly/],
  ['a view or rows without a sort', false, /^Ask for fewer rows\. If/],
])('query_timeout advises for %s', (_what, canSpread, wanted) => {
  const relation = { schema: 'public', name: 'orders' };
  const timeout = problem('query_timeout', '', '');
  expect(messages.query_timeout(messageContext(timeout, undefined, relation, canSpread)).remedy).toMatch(
    wanted,
  );
});

it('schema_changed names the button that reads the columns again', () => {
  const relation = { schema: 'public', name: 'orders' };
  const changed = messageContext(problem('schema_changed', '', ''), undefined, relation);
  expect(messages.schema_changed(changed).remedy).toMatch(/^Try again\./);
});
