import { useQuery } from '@tanstack/react-query';
import { call } from './client';

/** The relations of the connected source. */
export function useRelations(session: number, system: boolean) {
  return useQuery({
    queryKey: ['relations', session, system],
    queryFn: ({ signal }) => call('listRelations', { query: { system: system ? 'true' : 'false' } }, signal),
    select: ({ relations }) => relations,
  });
}
