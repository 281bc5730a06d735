import type { RelationName } from '@rowhook/contracts';
import { useCallback, useEffect, useState } from 'react';
import { session } from '../api/session';
import { ConnectPanel } from '../connect/connect-panel';
import { isQuery, relationText, sameRelation } from '../lib/relation';
import { replacement } from '../lib/replace-query';
import { createSources } from '../lib/source';
import { useStore } from '../lib/store';
import { pushAfter, firstRowOf } from '../lib/url-state';
import { SourcePanel } from '../sources/source-panel';
import { lazyDialog } from '../ui/lazy-part';
import { databaseKey, draftsOf, tableKey } from '../workbench/stored-drafts';
import styles from './app.module.css';
import { Header } from './header';
import { MapStage } from './map-stage';
import { useMappingOfOtherTable } from './mapping-of-other-table';
import { shortcutsOpen, useShortcuts } from './page-commands';
import { SourceNotices } from './source-notices';
import { useMappings, useWorkbenchOf } from './use-mappings';
import { useStage, useStageFocus, useTitle } from './use-stage';

const ReplaceQueryDialog = lazyDialog(() => import('./replace-query-dialog'));
const ShortcutsDialog = lazyDialog(() => import('./shortcuts-dialog'));

/** The frame of the page and its current stage. */
export function App() {
  const { connection, number } = useStore(session);
  const [sources] = useState(createSources);
  const database = connection === undefined ? '' : databaseKey(connection.server);
  const sourceOf = useCallback(
    (of: RelationName) => sources(tableKey(database, of), of),
    [database, sources],
  );
  const { stage, relation, detail } = useStage(sourceOf);
  const { mappings, retry } = useMappings(sources, connection !== undefined, stage === 'map');
  const workbench = useWorkbenchOf(mappings, database, detail.data);
  const ofOtherTable = useMappingOfOtherTable(database, mappings, sourceOf);

  useTitle(relation);
  const main = useStageFocus(stage, stage !== 'map' || workbench !== undefined);
  const pending = useStore(replacement);
  const areShortcutsOpen = useStore(shortcutsOpen);
  useEffect(() => closeDialogs, [stage, number]);
  useShortcuts(stage === 'map' ? workbench : undefined);

  const pick = (picked: RelationName) => {
    ofOtherTable.hideNotice();
    const from = isQuery(picked) ? picked : relation;
    pushAfter(
      { opened: 'source', relation: from },
      { ...(sameRelation(picked, relation) ? {} : firstRowOf(picked)), search: '' },
    );
  };
  return (
    <div className={styles.frame}>
      <Header
        stage={stage}
        connection={connection}
        relation={relation}
        detail={detail.data}
        workbench={workbench}
      />
      <main ref={main} tabIndex={-1} className={styles.main} data-stage={stage}>
        {stage === 'connect' ? (
          <ConnectPanel
            waiting={
              relation && {
                name: relationText(relation),
                mapped: draftsOf(relation).length > 0,
              }
            }
          />
        ) : stage === 'source' ? (
          <SourcePanel
            notices={
              connection && <SourceNotices connection={connection} database={database} onPick={pick} />
            }
            picked={relation}
            sourceOf={sourceOf}
            onPick={pick}
            onEditAsQuery={() => workbench && mappings?.copyToQuery(database, workbench)}
          />
        ) : relation === undefined ? null : (
          <MapStage
            key={number}
            relation={relation}
            detail={detail}
            workbench={workbench}
            onLoadAgain={retry}
            notice={ofOtherTable.notice(relation, workbench?.mapping)}
            onOpenElsewhere={(to, mapping, text) => ofOtherTable.open(relation, to, mapping, text)}
          />
        )}
      </main>
      {pending === undefined ? null : (
        <ReplaceQueryDialog {...pending} onClose={() => replacement.set(undefined)} />
      )}
      {areShortcutsOpen ? <ShortcutsDialog onClose={() => shortcutsOpen.set(false)} /> : null}
    </div>
  );
}

/** Leaving a stage closes the dialogs that it opened. Those of the workbench are closed by `resetWorkbench`. */
function closeDialogs(): void {
  replacement.set(undefined);
  shortcutsOpen.set(false);
}
