import type { Mapping, RelationName, RowPick } from '@rowhook/contracts';
import { useQuery } from '@tanstack/react-query';
import { call } from './client';

export interface ColumnAsked {
  relation: RelationName;
  rows: { limit: number; pick: RowPick };
  /** When the sample was taken that the values are to be of. */
  takenAt: string;
  column: string;
}

const BEFORE = '{"v":';
const AFTER = '}';

/**
 * The whole JSON text of one column in each row of the sample where it is not NULL; a sample's own cells are cut. A preview of
 * that column alone has them, and is made of the rows that the engine keeps.
 */
export function useColumnValues(session: number, { relation, rows, takenAt, column }: ColumnAsked) {
  return useQuery({
    queryKey: ['column values', session, relation, rows, takenAt, column],
    queryFn: async ({ signal }): Promise<string[]> => {
      const mapping: Mapping = { version: 1, fields: [{ to: 'v', column, onNull: 'omit' }] };
      const { payloads } = await call('createPreview', { body: { relation, rows, mapping } }, signal);
      return payloads.flatMap(({ body }) =>
        body?.startsWith(BEFORE) === true ? [body.slice(BEFORE.length, -AFTER.length)] : [],
      );
    },
    gcTime: 60_000,
  });
}
