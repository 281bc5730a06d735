import { QueryCache, QueryClient } from '@tanstack/react-query';
import { expire } from '../state/session';
import { ApiFailure } from './failure';

/** Failures are shown with what to do about them, so nothing is retried behind the user's back. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (error instanceof ApiFailure && error.code === 'connection_expired') expire();
      },
    }),
    defaultOptions: {
      queries: { retry: false, refetchOnWindowFocus: false, refetchOnReconnect: false, staleTime: Infinity },
    },
  });
}

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: ApiFailure;
  }
}
