import type { Sample } from '@rowhook/contracts';
import { useState } from 'react';
import type { PreviewInput, PreviewResult } from '../../api/queries';
import { equal } from '../../lib/objects';
import { useStore } from '../../lib/store';
import { haveSameText } from '../../mapping/document';
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

/** What a preview is made from, besides the mapping. */
type Inputs = Pick<PreviewInput, 'source' | 'rows' | 'schema'> & { takenAt: string | undefined };

/** Whether a preview was made from another mapping or from other inputs than those on screen. */
export function useIsStale(store: MappingStore, last: LastPreview | undefined, inputs: Inputs): boolean {
  const isOfMapping = useStore(
    store,
    (state) => last !== undefined && haveSameText(validFields(state).draft, last.mapping.draft),
  );
  return last !== undefined && !(isOfMapping && haveSameInputs(last.result.input, inputs));
}

function haveSameInputs(a: Inputs, b: Inputs): boolean {
  return (
    a.takenAt === b.takenAt &&
    a.schema?.id === b.schema?.id &&
    equal(a.source, b.source) &&
    equal(a.rows, b.rows)
  );
}
