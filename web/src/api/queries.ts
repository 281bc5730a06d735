import { QueryClient } from '@tanstack/react-query';
import type { ApiFailure } from './errors';

/** Failures are shown with what to do about them, so nothing is retried behind the user's back. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
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
