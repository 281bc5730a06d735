import { useEffect, useLayoutEffect, useState } from 'react';
import type { SourceDetail } from '../lib/source';
import { createStore, useStore } from '../lib/store';
import type { Mappings } from '../workbench/persistence';
import { storageKey } from '../workbench/stored-drafts';
import type { Sources } from '../workbench/stored-sources';
import type { WorkbenchState } from '../workbench/workbench-state';

interface LoadedMappings {
  /** Undefined until their script is loaded. */
  mappings: Mappings | undefined;
  /** Loads the script again; undefined unless that failed. */
  retry: (() => void) | undefined;
}

/**
 * The mappings of the page. Their script is loaded with the workbench's, while a table is chosen. If this fails, it is loaded
 * again as soon as it is needed.
 */
export function useMappings(sources: Sources, isConnected: boolean, isNeeded: boolean): LoadedMappings {
  const [mappings, setMappings] = useState<Mappings>();
  const [attempt, setAttempt] = useState(0);
  const [failed, setFailed] = useState<number>();
  useEffect(() => {
    if (!isConnected) return;
    // If this fails, the stage reports it once it needs the script.
    import('../workbench/workbench').catch(() => undefined);
    import('../workbench/persistence').then(
      ({ createMappings }) => setMappings((known) => known ?? createMappings(sources)),
      () => setFailed(attempt),
    );
  }, [attempt, isConnected, isNeeded, sources]);
  useEffect(() => {
    if (mappings === undefined) return;
    // A reload or a closed tab leaves no time to write later.
    window.addEventListener('pagehide', mappings.flush);
    return () => {
      window.removeEventListener('pagehide', mappings.flush);
      mappings.flush();
    };
  }, [mappings]);
  const isFailed = mappings === undefined && failed === attempt;
  return { mappings, retry: isFailed ? () => setAttempt(attempt + 1) : undefined };
}

/**
 * The workbench of the table on screen; undefined until its columns are read. An effect passes new columns to it, because a render
 * must not change other components. Until then it is not returned, so that no component uses old columns.
 */
export function useWorkbenchOf(
  mappings: Mappings | undefined,
  database: string,
  detail: SourceDetail | undefined,
): WorkbenchState | undefined {
  const [opened] = useState(() =>
    createStore<{ key: string | undefined; workbench: WorkbenchState } | undefined>(undefined),
  );
  const key = detail && storageKey(database, detail.name);
  useLayoutEffect(() => {
    opened.set(detail && mappings && { key, workbench: mappings.workbenchOf(database, detail) });
  }, [database, detail, key, mappings, opened]);
  const current = useStore(opened);
  return current !== undefined && current.key === key ? current.workbench : undefined;
}
