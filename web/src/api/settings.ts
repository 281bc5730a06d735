import { useQuery } from '@tanstack/react-query';
import { call } from './client';

/** What this installation offers. */
export function useSettings() {
  return useQuery({ queryKey: ['settings'], queryFn: ({ signal }) => call('settings', {}, signal) });
}
