import type { RelationName, RowPick } from '@rowhook/contracts';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from './client';

export interface SampleAsked {
  relation: RelationName;
  rows: { limit: number; pick: RowPick };
}

/** The sample behind the preview; `refresh` asks the database anew. The last sample stays while another is on its way. */
export function useSample(session: number, { relation, rows }: SampleAsked) {
  const queryClient = useQueryClient();
  const [refreshing, setRefreshing] = useState(false);
  const queryKey = ['sample', session, relation, rows];
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => call('takeSample', { body: { relation, rows } }, signal),
    placeholderData: (previous, query) =>
      sameRelation(query?.queryKey, relation) ? keepPreviousData(previous) : undefined,
    gcTime: 60_000,
  });
  const refresh = async () => {
    setRefreshing(true);
    try {
      await queryClient.query({
        queryKey,
        queryFn: ({ signal }) => call('takeSample', { body: { relation, rows, refresh: true } }, signal),
        staleTime: 0,
      });
    } catch {
      // The query itself holds the failure, where the page shows it.
    } finally {
      setRefreshing(false);
    }
  };
  return { query, refresh, refreshing };
}

function sameRelation(key: readonly unknown[] | undefined, { schema, name }: RelationName): boolean {
  const before = key?.[2] as RelationName | undefined;
  return before?.schema === schema && before.name === name;
}
