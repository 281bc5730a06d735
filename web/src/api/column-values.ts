import type { Mapping, RelationName, Rows } from '@rowhook/contracts';
import { queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { call } from './client';

export interface ColumnAsked {
  relation: RelationName;
  rows: Rows;
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
export function useColumnValues(session: number, asked: ColumnAsked) {
  return useQuery(columnValues(session, asked));
}

/** The same of several columns, by name, as far as they are there. */
export function useValuesOfColumns(
  session: number,
  asked: Omit<ColumnAsked, 'column'>,
  columns: readonly string[],
): ReadonlyMap<string, string[]> {
  const values = useQueries({
    queries: columns.map((column) => columnValues(session, { ...asked, column })),
    combine: dataOf,
  });
  return useMemo(
    () => new Map(columns.flatMap((column, index) => [[column, values[index] ?? []] as const])),
    [columns, values],
  );
}

function dataOf(results: readonly { data: string[] | undefined }[]) {
  return results.map(({ data }) => data);
}

function columnValues(session: number, { relation, rows, takenAt, column }: ColumnAsked) {
  return queryOptions({
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
