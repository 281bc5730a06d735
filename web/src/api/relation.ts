import type { RelationName } from '@rowhook/contracts';
import { skipToken, useQuery } from '@tanstack/react-query';
import { call } from './client';

/** One relation with its columns; idle while none is picked. */
export function useRelation(session: number, relation: RelationName | undefined) {
  return useQuery({
    queryKey: ['relation', session, relation],
    queryFn:
      relation === undefined ? skipToken : ({ signal }) => call('getRelation', { query: relation }, signal),
  });
}
