import type { Rows, Source } from '@rowhook/contracts';
import type { SentSchema } from '../api/client';
import { equal } from '../lib/objects';
import { useStore } from '../lib/store';
import { haveSameText } from '../mapping/document';
import type { Draft } from '../mapping/model';
import { validMapping } from '../mapping/valid-mapping';
import type { MappingStore } from './store';

/** The inputs of a payload or a report, besides the mapping. A report is made from all rows. */
export interface Inputs {
  source: Source;
  schema?: SentSchema | undefined;
  rows?: Rows;
  /** When the sample was taken; undefined while it is read. */
  takenAt?: string | undefined;
}

/** The parts that differ between what something was made from and what is on screen. It is outdated if there are any. */
export function outdatedParts(before: Inputs, now: Inputs, isSameMapping: boolean): string[] {
  const isSameSource = equal(before.source, now.source);
  const areSameRows = equal(before.rows, now.rows);
  // Another source or other rows imply another sample, so only they are reported.
  const isSameSample = !isSameSource || !areSameRows || before.takenAt === now.takenAt;
  return [
    ...(isSameSource ? [] : ['source']),
    ...(areSameRows ? [] : ['choice of rows']),
    ...(isSameSample ? [] : ['sample']),
    ...(isSameMapping ? [] : ['mapping']),
    ...(before.schema?.id === now.schema?.id ? [] : ['receiver’s schema']),
  ];
}

/** Compares what something was made from with the mapping on screen and its inputs `now`. */
export function useOutdatedParts(
  store: MappingStore,
  madeFrom: { draft: Draft; inputs: Inputs } | undefined,
  now: Inputs,
): readonly string[] {
  const isSameMapping = useStore(
    store,
    (state) => madeFrom !== undefined && haveSameText(validMapping(state).draft, madeFrom.draft),
  );
  return madeFrom === undefined ? [] : outdatedParts(madeFrom.inputs, now, isSameMapping);
}
