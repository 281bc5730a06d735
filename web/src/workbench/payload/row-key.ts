import type { Payload } from '@rowhook/contracts';

/** A row's key as one reads it: `id 7, line 2`; empty where the relation has none. */
export function rowKeyText(key: Payload['key'], columns: readonly string[]): string {
  return key?.map((value, i) => `${columns[i] ?? ''} ${value}`).join(', ') ?? '';
}
