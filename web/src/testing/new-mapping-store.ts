import type { Column, RelationName, Source } from '@rowhook/contracts';
import { createStore } from '../lib/store';
import type { Draft } from '../mapping/model';
import type { TargetField } from '../mapping/target';
import type { ReceiverSchema } from '../workbench/schema/receiver-schema';
import { createMappingStore } from '../workbench/store';

/** The mapping of a table, by default the default mapping. The browser stores nothing of it. */
export function newMappingStore(
  columns: readonly Column[],
  draft?: Draft,
  relation: RelationName = { schema: 'public', name: 't' },
) {
  return createMappingStore({
    relation,
    columns,
    draft,
    historyOf: () => undefined,
    source: createStore<Source>({ relation }),
    target: createStore<readonly TargetField[] | undefined>(undefined),
    schema: createStore<ReceiverSchema | undefined>(undefined),
    dismissed: createStore<readonly string[]>([]),
  });
}
