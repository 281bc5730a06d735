import type { Column, Source } from '@rowhook/contracts';
import { createStore } from '../lib/store';
import type { TargetField } from '../mapping/target';
import type { ReceiverSchema } from '../workbench/schema/receiver-schema';
import { createMappingStore } from '../workbench/store';

type Inputs = Parameters<typeof createMappingStore>[0];

/** The mapping of a table, by default the default mapping. The browser stores nothing of it. */
export function newMappingStore(columns: readonly Column[], inputs: Partial<Inputs> = {}) {
  const { relation = { schema: 'public', name: 't' } } = inputs;
  return createMappingStore({
    relation,
    columns,
    draft: undefined,
    historyOf: () => undefined,
    source: createStore<Source>({ relation }),
    target: createStore<readonly TargetField[] | undefined>(undefined),
    schema: createStore<ReceiverSchema | undefined>(undefined),
    dismissed: createStore<readonly string[]>([]),
    ...inputs,
  });
}
