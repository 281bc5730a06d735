import { endpoints } from '@rowhook/contracts';
import { describing, sampling, type Reproductions } from './reproduction.js';

/** Problems while Postgres runs a query. */
export const queryingProblems = {
  permission_denied: (stack) => sampling(stack, 'private'),
  relation_not_found: (stack) =>
    stack.call(endpoints.getRelation, { token: stack.token, query: { schema: 'shop', name: 'nowhere' } }),
  source_invalid: (stack) => {
    const where = [{ column: 'id', is: '=', value: 'x' }];
    return describing(stack, { relation: { schema: 'shop', name: 'customers' }, where });
  },
  query_invalid: (stack) => describing(stack, { query: 'SELECT idd FROM shop.customers' }),
  query_not_allowed: (stack) => describing(stack, { query: 'DELETE FROM shop.customers' }),
  schema_changed: (stack) => sampling(stack, 'renamed'),
  query_failed: (stack) => sampling(stack, 'divided'),
  value_unreadable: (stack) => sampling(stack, 'unreadable'),
  recovery_conflict: (stack) => sampling(stack, 'conflicting'),
  query_timeout: (stack) => sampling(stack, 'slow'),
  lock_timeout: async (stack) => {
    const maintenance = await stack.database.connect();
    try {
      await maintenance.query('BEGIN; LOCK TABLE shop.customers IN ACCESS EXCLUSIVE MODE');
      return await sampling(stack, 'customers');
    } finally {
      await maintenance.end();
    }
  },
  database_unavailable: async (stack) => {
    const response = sampling(stack, 'slow');
    const pid = await stack.database.sessionWhere(`wait_event = 'PgSleep'`);
    await stack.database.admin(`SELECT pg_terminate_backend(${pid})`);
    return response;
  },
} satisfies Reproductions;
