import type { Sample } from '@rowhook/contracts';
import { useState } from 'react';
import type { PreviewResult } from '../../api/queries';
import { useStore } from '../../lib/store';
import { haveSameText } from '../../mapping/document';
import { changedParts, type Inputs } from '../changed-parts';
import type { MappingStore } from '../store';
import { validFields } from '../../mapping/valid-fields';
import type { DebouncedMapping } from './debounced-mapping';

/** A successful preview, with the sample and the mapping that it was made from. */
export interface LastPreview {
  result: PreviewResult;
  sample: Sample;
  mapping: DebouncedMapping;
}

/** The last successful preview, while another one is made too. `result` is undefined until this one is there. */
export function useLastPreview(
  result: PreviewResult | undefined,
  sample: Sample | undefined,
  mapping: DebouncedMapping,
): LastPreview | undefined {
  const [last, setLast] = useState<LastPreview>();
  const isNew = result !== last?.result || mapping !== last?.mapping;
  if (result !== undefined && sample !== undefined && isNew) setLast({ result, sample, mapping });
  return last;
}

/** The parts that differ between what a preview was made from and what is on screen. */
export function useChangedParts(
  store: MappingStore,
  last: LastPreview | undefined,
  inputs: Inputs,
): readonly string[] {
  const isSameMapping = useStore(
    store,
    (state) => last !== undefined && haveSameText(validFields(state).draft, last.mapping.draft),
  );
  return last === undefined ? [] : changedParts(last.result.input, inputs, isSameMapping);
}
