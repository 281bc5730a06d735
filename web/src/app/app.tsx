import type { Connection, Warning } from '@rowhook/contracts';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useRelation } from '../api/relation';
import { ConnectPanel } from '../connect/connect-panel';
import { ConnectionWarnings } from '../connect/connection-warnings';
import { keepMappingsOf, mappingStoreOf } from '../workbench/persistence';
import { readDraft } from '../workbench/draft-storage';
import { SourcePanel } from '../sources/source-panel';
import { goTo, place as placeStore, type Place } from '../lib/url-state';
import { relationText, sameRelation } from '../lib/relation';
import { session as sessionStore, type Session } from '../api/connection';
import { useStore } from '../lib/store';
import { isLoopback } from '../api/loopback';
import { AppHeader, type Step } from './header';
import styles from './app.module.css';
import { MapStep, preloadWorkbench } from './map-step';
import { useKeys } from './commands';

const KeysDialog = lazy(() => import('./shortcuts-dialog'));

/** The frame: which step is open, and what it needs from the others. */
export function App() {
  const session = useStore(sessionStore);
  const place = useStore(placeStore);
  const { connection, number } = session;
  const { relation } = place;
  const [keysOpen, setKeysOpen] = useState(false);
  /** A finished step that was opened again; another connection or relation closes it. */
  const [opened, setOpened] = useState<{ step: Step; session: Session; relation: Place['relation'] }>();

  const detail = useRelation(number, connection === undefined ? undefined : relation);
  const store = useMemo(
    () => (detail.data === undefined ? undefined : mappingStoreOf(detail.data)),
    [detail.data],
  );
  const reached: Step = connection === undefined ? 'connect' : relation === undefined ? 'source' : 'map';
  const step = opened?.session === session && opened.relation === relation ? opened.step : reached;
  const name = relation && relationText(relation);

  useEffect(() => {
    document.title = name === undefined ? 'Rowhook' : `${name} · Rowhook`;
  }, [name]);
  const source =
    connection && `${connection.server.host}:${connection.server.port}/${connection.server.database}`;
  useEffect(() => {
    if (source !== undefined) keepMappingsOf(source);
  }, [source]);
  useEffect(() => {
    // It is the next step: by the time a relation is picked, its script is there.
    if (source !== undefined) preloadWorkbench();
  }, [source]);
  const main = useRef<HTMLElement>(null);
  const ready = step !== 'map' || detail.data !== undefined;
  useEffect(() => {
    // What had the focus went with the step before: the next Tab begins in the new one, not at the top of the page.
    if (ready && document.activeElement === document.body) main.current?.focus();
  }, [ready, step]);
  const openKeys = useCallback(() => setKeysOpen(true), []);
  useKeys({ store: step === 'map' ? store : undefined, onHelp: openKeys });

  return (
    <div className={styles.frame}>
      <AppHeader
        step={step}
        connection={connection}
        relation={relation}
        detail={detail.data}
        store={store}
        onStep={(next) => setOpened({ step: next, session, relation })}
        onKeys={openKeys}
      />
      <main ref={main} tabIndex={-1} className={styles.main} data-step={step}>
        {step === 'connect' ? (
          <ConnectPanel
            session={session}
            waiting={
              relation && {
                name: relationText(relation),
                mapped: readDraft(relation) !== undefined,
              }
            }
          />
        ) : step === 'source' ? (
          <SourcePanel
            session={number}
            database={connection?.server.database ?? ''}
            notices={connection && <ConnectionWarnings warnings={notableWarnings(connection)} />}
            picked={relation}
            onPick={(picked) => {
              setOpened(undefined);
              if (!sameRelation(picked, relation)) {
                goTo({ relation: picked, row: 0, pick: 'first' });
              }
            }}
          />
        ) : relation === undefined ? null : (
          <MapStep
            session={number}
            relation={relation}
            detail={detail}
            store={store}
            place={place}
            onPickAnother={() => setOpened({ step: 'source', session, relation })}
          />
        )}
      </main>
      {keysOpen ? (
        <Suspense>
          <KeysDialog onClose={() => setKeysOpen(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}

/** On the machine itself there is no network to listen on. */
function notableWarnings({ server, warnings }: Connection): Warning[] {
  return warnings.filter(({ code }) => code !== 'not_encrypted' || !isLoopback(server.host));
}
