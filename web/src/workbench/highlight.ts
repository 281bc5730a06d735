import type { FieldPath } from '@rowhook/contracts';
import { createStore } from '../lib/store';

/** What hovering or focusing has lit: a row of the mapping and its place in the payload. */
export interface Light {
  row: number | undefined;
  path: FieldPath;
  /** Where the pointer or the focus is; the other side scrolls to it. */
  by: 'mapping' | 'payload';
}

export const highlight = createStore<Light | undefined>(undefined);
