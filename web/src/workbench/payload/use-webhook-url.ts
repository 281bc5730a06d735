import { useStore } from '../../lib/store';
import { useMappingStore } from '../context';
import { EXAMPLE_URL } from './request';

/** The webhook URL, or a placeholder until the user types one. */
export function useWebhookUrl(): string {
  return useStore(useMappingStore().webhookUrl) || EXAMPLE_URL;
}
