import type { RelationDetail } from '@rowhook/contracts';
import { useEffect, useLayoutEffect, useState } from 'react';
import type { Sources } from '../lib/source';
import { createStore, useStore } from '../lib/store';
import type { Mappings } from '../workbench/persistence';
import { tableKey } from '../workbench/stored-drafts';
import type { MappingStore } from '../workbench/store';

/** The mappings of the page. Their script is loaded with the workbench's, while a table is chosen. */
export function useMappings(sources: Sources, isConnected: boolean, isNeeded: boolean): Mappings | undefined {
  const [mappings, setMappings] = useState<Mappings>();
  const [error, setError] = useState<Error>();
  useEffect(() => {
    if (!isConnected) return;
    // If this fails, the stage reports it once it needs the script.
    import('../workbench/workbench').catch(() => undefined);
    import('../workbench/persistence').then(
      ({ createMappings }) => setMappings((known) => known ?? createMappings(sources)),
      setError,
    );
  }, [isConnected, sources]);
  useEffect(() => {
    if (mappings === undefined) return;
    // A reload or a closed tab leaves no time to write later.
    window.addEventListener('pagehide', mappings.flush);
    return () => {
      window.removeEventListener('pagehide', mappings.flush);
      mappings.flush();
    };
  }, [mappings]);
  if (isNeeded && error !== undefined) throw error;
  return mappings;
}

/**
 * The mapping of the table on screen; undefined until its columns are read. It takes over the columns in an effect, because
 * a render must not change what other components show, and before it is returned, so that nothing is made for old columns.
 */
export function useMappingOf(
  mappings: Mappings | undefined,
  database: string,
  detail: RelationDetail | undefined,
): MappingStore | undefined {
  const [opened] = useState(() => createStore<{ table: string; store: MappingStore } | undefined>(undefined));
  const table = detail && tableKey(database, detail);
  useLayoutEffect(() => {
    opened.set(
      detail && mappings && { table: tableKey(database, detail), store: mappings.storeOf(database, detail) },
    );
  }, [database, detail, mappings, opened]);
  const current = useStore(opened);
  return current !== undefined && current.table === table ? current.store : undefined;
}
