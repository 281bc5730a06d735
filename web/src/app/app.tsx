import { useCallback, useEffect, useState } from 'react';
import { session } from '../api/session';
import { ConnectPanel } from '../connect/connect-panel';
import { replacement } from '../lib/replace-query';
import { sameSource, sourceText, type SourceName } from '../lib/source';
import { useStore } from '../lib/store';
import { firstRowOf, navigate, pushAfter } from '../lib/url-state';
import { SourcePanel } from '../sources/source-panel';
import { lazyDialog } from '../ui/lazy-part';
import { databaseKey, draftsOf, forgetStored, storageKey } from '../workbench/stored-drafts';
import { createSources } from '../workbench/stored-sources';
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
  const sourceOf = useCallback((name: SourceName) => sources(database, name), [database, sources]);
  const { stage, sourceName, detail } = useStage(sourceOf);
  const { mappings, retry } = useMappings(sources, connection !== undefined, stage === 'map');
  const workbench = useWorkbenchOf(mappings, database, detail.data);
  const ofOtherTable = useMappingOfOtherTable(database, mappings, sourceOf);

  useTitle(sourceName);
  const main = useStageFocus(stage, stage !== 'map' || workbench !== undefined);
  const pending = useStore(replacement);
  const areShortcutsOpen = useStore(shortcutsOpen);
  useEffect(() => closeDialogs, [stage, number]);
  useShortcuts(stage === 'map' ? workbench : undefined);

  const pick = (picked: SourceName) => {
    ofOtherTable.hideNotice();
    const from = picked === 'query' ? picked : sourceName;
    pushAfter(
      { opened: 'source', sourceName: from },
      { ...(sameSource(picked, sourceName) ? {} : firstRowOf(picked)), tab: undefined, search: '' },
    );
  };
  const startNewQuery = () => {
    ofOtherTable.hideNotice();
    if (sourceName === 'query') navigate(firstRowOf(sourceName), false);
    if (mappings === undefined) forgetStored(storageKey(database, 'query'));
    else mappings.forgetWorkbenchOfQuery(database);
  };
  return (
    <div className={styles.frame}>
      <Header
        stage={stage}
        connection={connection}
        sourceName={sourceName}
        detail={detail.data}
        workbench={workbench}
      />
      <main ref={main} tabIndex={-1} className={styles.main} data-stage={stage}>
        {stage === 'connect' ? (
          <ConnectPanel
            waiting={
              sourceName && {
                name: sourceText(sourceName),
                mapped: draftsOf(sourceName).length > 0,
              }
            }
          />
        ) : stage === 'source' ? (
          <SourcePanel
            notices={
              connection && <SourceNotices connection={connection} database={database} onPick={pick} />
            }
            picked={sourceName}
            sourceOf={sourceOf}
            onPick={pick}
            onEditAsQuery={() => workbench && mappings?.copyToQuery(database, workbench)}
            onNewQuery={startNewQuery}
          />
        ) : sourceName === undefined ? null : (
          <MapStage
            key={number}
            sourceName={sourceName}
            detail={detail}
            workbench={workbench}
            onLoadAgain={retry}
            notice={ofOtherTable.notice(sourceName, workbench?.mapping)}
            onOpenElsewhere={(to, mapping, text) => ofOtherTable.open(sourceName, to, mapping, text)}
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
