import type { Connection, Warning } from '@rowhook/contracts';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useCancel, wasCancelled } from '../api/cancel';
import { useRelation } from '../api/relation';
import { Button } from '../components/button';
import { FailureNotice } from '../components/failure-notice';
import { Skeleton } from '../components/skeleton';
import { ReadingCancelled, StillReading } from '../components/still-reading';
import { ConnectPanel } from '../features/connect/connect-panel';
import { ConnectionWarnings } from '../features/connect/connection-warnings';
import { keepMappingsOf, mappingStoreOf } from '../features/mapping/mapping-stores';
import { readDraft } from '../features/mapping/store/draft-storage';
import { SourcePanel } from '../features/source/source-panel';
import { isLoopback } from '../problems/circumstances';
import { goTo, place as placeStore } from '../state/place';
import { relationText, sameRelation } from '../state/relation';
import { session as sessionStore } from '../state/session';
import { useStore } from '../state/store';
import { AppHeader, type Step } from './app-header';
import styles from './app.module.css';
import { useKeys } from './use-keys';

const KeysDialog = lazy(() => import('./keys-dialog'));
const loadWorkbench = () => import('./workbench');
const Workbench = lazy(() => loadWorkbench().then((module) => ({ default: module.Workbench })));

/** The frame: which step is open, and what it needs from the others. */
export function App() {
  const session = useStore(sessionStore, (value) => value);
  const place = useStore(placeStore, (value) => value);
  const { connection, number } = session;
  const { relation } = place;
  const [keysOpen, setKeysOpen] = useState(false);
  /** A finished step that was opened again; another connection or relation closes it. */
  const [opened, setOpened] = useState<{ step: Step; number: number }>();

  const detail = useRelation(number, connection === undefined ? undefined : relation);
  const cancelColumns = useCancel(['relation', number]);
  const store = useMemo(
    () => (detail.data === undefined ? undefined : mappingStoreOf(detail.data)),
    [detail.data],
  );
  const reached: Step = connection === undefined ? 'connect' : relation === undefined ? 'source' : 'map';
  const step = opened?.number === number && connection !== undefined ? opened.step : reached;
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
    // It is the next step: by the time a relation is picked, its script is there. Where it cannot be fetched, that step
    // says so.
    if (source !== undefined) loadWorkbench().catch(() => undefined);
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
        onStep={(next) => setOpened({ step: next, number })}
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
        ) : detail.data !== undefined && store !== undefined ? (
          <Suspense fallback={<Skeleton label="Opening the workbench" lines={10} />}>
            <Workbench
              key={`${number} ${name ?? ''}`}
              session={number}
              detail={detail.data}
              store={store}
              place={place}
              onReadColumns={() => void detail.refetch()}
            />
          </Suspense>
        ) : detail.error !== null ? (
          <div className={styles.failure}>
            <FailureNotice
              failure={detail.error}
              relation={relation}
              actions={
                <>
                  <Button onClick={() => void detail.refetch()}>Try again</Button>
                  <Button onClick={() => setOpened({ step: 'source', number })}>Pick another source</Button>
                </>
              }
            />
          </div>
        ) : wasCancelled(detail) ? (
          <div className={styles.failure}>
            <ReadingCancelled onRetry={() => void detail.refetch()} />
          </div>
        ) : (
          <div className={styles.reading}>
            <StillReading onCancel={cancelColumns} />
            <Skeleton label="Reading the columns" lines={10} />
          </div>
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
