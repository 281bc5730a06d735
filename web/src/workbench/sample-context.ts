import type { Rows, Sample } from '@rowhook/contracts';
import { createContext } from 'react';

/** The rows that the mapping is tried on. */
export interface SampleOf {
  /** Number of the connection. */
  session: number;
  rows: Rows;
  takenAt: string;
  sample: Sample;
}

/** Undefined until there is a sample. */
export const SampleContext = createContext<SampleOf | undefined>(undefined);
