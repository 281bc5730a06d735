import type { Payload } from '@rowhook/contracts';

/** One body a line, as an export writes them; rows with issues have none. */
export function toNdjson(payloads: readonly Payload[]): string {
  return payloads.flatMap(({ body }) => (body === null ? [] : [`${body}\n`])).join('');
}
