import type { RelationName, Rows } from '@rowhook/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sameRelation } from '../lib/relation';
import { call } from './client';

export interface SampleAsked {
  relation: RelationName;
  rows: Rows;
}

/** The sample behind the preview; `refresh` asks the database anew. The last sample stays while another is on its way. */
export function useSample(session: number, { relation, rows }: SampleAsked) {
  const queryClient = useQueryClient();
  const [refreshing, setRefreshing] = useState(false);
  const queryKey = ['sample', session, relation, rows];
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => call('takeSample', { body: { relation, rows } }, signal),
    placeholderData: (last, of) =>
      sameRelation(of?.queryKey[2] as RelationName | undefined, relation) ? last : undefined,
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
