import { createStore, type Store } from '../lib/store';
import { createCheck, type Check } from './check/check';
import type { Receiver } from './receiver';
import type { MappingStore } from './store';

/** The state of the workbench for one table, or for the query. It outlives the components. */
export interface WorkbenchState {
  mapping: MappingStore;
  receiver: Receiver;
  /** Closing its panel loses neither a running check nor a report. */
  check: Check;
  /** How many payloads the preview has. */
  payloadCount: Store<number>;
  /** The text in the filter of the columns. */
  columnSearch: Store<string>;
  /** The keys of dismissed notes. */
  dismissedNotes: Store<readonly string[]>;
}

export function createWorkbenchState(
  parts: Pick<WorkbenchState, 'mapping' | 'receiver' | 'dismissedNotes'>,
): WorkbenchState {
  return {
    ...parts,
    check: createCheck(parts.mapping, parts.receiver),
    payloadCount: createStore(0),
    columnSearch: createStore(''),
  };
}
