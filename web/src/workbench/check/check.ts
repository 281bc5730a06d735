import type { CheckReport, ReportProgress, Source } from '@rowhook/contracts';
import { runCheck, withMapping, type SentSchema } from '../../api/client';
import { ApiError } from '../../api/errors';
import type { SourceDetail } from '../../lib/source';
import { createStore, type Store } from '../../lib/store';
import { validMapping, type ValidMapping } from '../../mapping/valid-mapping';
import type { Receiver } from '../receiver';
import { isSchemaError, sentSchema } from '../schema/receiver-schema';
import type { MappingStore } from '../store';

/** A report, with what it was made from. */
export interface CheckResult {
  source: Source;
  schema: SentSchema | undefined;
  valid: ValidMapping;
  report: CheckReport;
}

interface CheckState {
  isOpen: boolean;
  /** Whether the panel takes the space of the payload too. */
  isExpanded: boolean;
  /** Set while a check runs; `progress` is undefined until the first rows are read. */
  running: { progress: ReportProgress | undefined } | undefined;
  /** Why the last check gave no report. */
  failure: 'cancelled' | ApiError | undefined;
  /** The last report. */
  result: CheckResult | undefined;
}

export interface Check {
  state: Store<CheckState>;
  /** Applies the mapping on screen to every row. Does nothing while a check runs. */
  start: () => void;
  cancel: () => void;
  /** Changes what is shown of it. */
  show: (change: Partial<Pick<CheckState, 'isOpen' | 'isExpanded'>>) => void;
}

/** On a page lower than this, the report opens over the payload: side by side, both would be too small. */
const LOW_PAGE_PX = 700;

export function createCheck(mapping: MappingStore, receiver: Receiver): Check {
  const state = createStore<CheckState>({
    isOpen: false,
    isExpanded: false,
    running: undefined,
    failure: undefined,
    result: undefined,
  });
  const change = (next: Partial<CheckState>) => state.set({ ...state.get(), ...next });
  let running: AbortController | undefined;

  const run = async (signal: AbortSignal) => {
    const valid = validMapping(mapping.get());
    const source = mapping.source.get();
    const schema = receiver.schema.get();
    const sent = schema && sentSchema(schema);
    try {
      const report = await runCheck(withMapping(source, valid.text, sent), signal, (progress) =>
        change({ running: { progress } }),
      );
      change({ result: { source, schema: sent, valid, report } });
      // It was too slow for a preview, on a machine that was busy.
      if (receiver.schema.get() === schema) receiver.schemaRefusal.set(undefined);
    } catch (error) {
      if (!signal.aborted && !(error instanceof ApiError)) throw error;
      const failure = error instanceof ApiError ? error : undefined;
      if (isSchemaError(failure) && receiver.schema.get() === schema) receiver.schemaRefusal.set(failure);
      change({ failure: failure ?? 'cancelled' });
    } finally {
      running = undefined;
      change({ running: undefined });
    }
  };
  return {
    state,
    start: () => {
      if (running !== undefined) return;
      running = new AbortController();
      const { isOpen, isExpanded } = state.get();
      change({
        isOpen: true,
        isExpanded: isOpen ? isExpanded : window.innerHeight < LOW_PAGE_PX,
        running: { progress: undefined },
        failure: undefined,
      });
      void run(running.signal);
    },
    cancel: () => running?.abort(),
    show: change,
  };
}

/** The columns whose values are the keys in a report. */
export function keyColumnsOf({ source }: CheckResult, { keyColumns }: SourceDetail): readonly string[] {
  return source.query === undefined ? keyColumns : (source.key ?? []);
}
