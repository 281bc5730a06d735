import type { Column, RelationName, Source } from '@rowhook/contracts';
import { createStore } from '../lib/store';
import type { TargetField } from '../mapping/target';
import { createReceiver } from '../workbench/receiver';
import type { ReceiverSchema } from '../workbench/schema/receiver-schema';
import { createMappingStore } from '../workbench/store';
import { createWorkbenchState } from '../workbench/workbench-state';

type Inputs = Parameters<typeof createMappingStore>[0] & { relation: RelationName };

/** The workbench of a table, by default with the default mapping. The browser stores nothing of it. */
export function newWorkbench(columns: readonly Column[], inputs: Partial<Inputs> = {}) {
  const { relation = { schema: 'public', name: 't' }, ...rest } = inputs;
  return createWorkbenchState({
    mapping: createMappingStore({
      columns,
      draft: undefined,
      historyOf: () => undefined,
      source: createStore<Source>({ relation }),
      ...rest,
    }),
    receiver: createReceiver({
      target: createStore<readonly TargetField[] | undefined>(undefined),
      schema: createStore<ReceiverSchema | undefined>(undefined),
    }),
    dismissedNotes: createStore<readonly string[]>([]),
  });
}
