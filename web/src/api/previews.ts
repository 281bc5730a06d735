import type { Mapping, Preview, RelationName, Rows } from '@rowhook/contracts';
import { skipToken, useQuery } from '@tanstack/react-query';
import { call } from './client';

export interface PreviewAsked {
  relation: RelationName;
  rows: Rows;
  mapping: Mapping;
  /** Ids of the mapping's rows, in the order of its fields. */
  rowIds: readonly number[];
  /** When the sample was taken that the preview is to be made of. */
  takenAt: string;
}

/** A preview with what it answers. */
export interface Answered {
  asked: PreviewAsked;
  preview: Preview;
  /** From the request to the answer, as the page saw it. */
  elapsedMs: number;
}

/** The preview of one mapping. A mapping that was overtaken is aborted, and its answer can never replace a newer one. */
export function usePreview(session: number, asked: PreviewAsked | undefined) {
  return useQuery({
    queryKey: ['preview', session, asked],
    queryFn:
      asked === undefined
        ? skipToken
        : async ({ signal }): Promise<Answered> => {
            const { relation, rows, mapping } = asked;
            const begun = performance.now();
            const preview = await call('createPreview', { body: { relation, rows, mapping } }, signal);
            return { asked, preview, elapsedMs: performance.now() - begun };
          },
    gcTime: 10_000,
  });
}
