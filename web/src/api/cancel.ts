import { useQueryClient, type QueryKey } from '@tanstack/react-query';

/** Stops what is being read below a key: the requests are aborted, and nothing asks again until it is told to. */
export function useCancel(...keys: QueryKey[]): () => void {
  const queryClient = useQueryClient();
  return () => {
    for (const queryKey of keys) void queryClient.cancelQueries({ queryKey });
  };
}

/** Whether a query that is to be answered was stopped before that. */
export function wasCancelled(query: {
  isPending: boolean;
  isPlaceholderData: boolean;
  fetchStatus: 'fetching' | 'paused' | 'idle';
}): boolean {
  return query.fetchStatus === 'idle' && (query.isPending || query.isPlaceholderData);
}
