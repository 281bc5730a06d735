import type { FieldPath } from '@rowhook/contracts';
import { createStore } from '../lib/store';

/** The field under the pointer or with the focus: its row in the mapping and its path in the payload. */
export interface Highlight {
  row: number | undefined;
  path: FieldPath;
  /** Where the pointer or the focus is; the other side scrolls to it. */
  by: 'mapping' | 'payload';
}

export const highlight = createStore<Highlight | undefined>(undefined);
