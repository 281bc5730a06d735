import { useQuery } from '@tanstack/react-query';
import { call, expectAnswersWithin } from './client';

/** What this installation offers. */
export function useSettings() {
  return useQuery({
    queryKey: ['settings'],
    queryFn: async ({ signal }) => {
      const settings = await call('settings', {}, signal);
      expectAnswersWithin(settings.answersWithinMs);
      return settings;
    },
  });
}
