import {
  sourceOf as sourceOfMapping,
  type Connection,
  type RelationName,
  type Source,
  type Warning,
} from '@rowhook/contracts';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { session } from '../api/session';
import { queries } from '../api/queries';
import { ConnectPanel } from '../connect/connect-panel';
import { ConnectionWarnings } from '../connect/connection-warnings';
import { isLoopback } from '../lib/host';
import { QUERY, isQuery, relationKey, relationText, sameRelation } from '../lib/relation';
import { replaceSource, replacement } from '../lib/replace-query';
import { createSources, queryDetail } from '../lib/source';
import { useStore } from '../lib/store';
import { navigate, pushAfter, urlState, type UrlState } from '../lib/url-state';
import { SourcePanel } from '../sources/source-panel';
import { Button } from '../ui/button';
import { lazyDialog } from '../ui/lazy-part';
import { Notice } from '../ui/notice';
import { databaseKey, draftsOf, recentDrafts, tableKey } from '../workbench/stored-drafts';
import styles from './app.module.css';
import { useShortcuts } from './page-commands';
import { Header, type Stage } from './header';
import { MapStage } from './map-stage';
import { useMappingOf, useMappings } from './use-mappings';

const ReplaceQueryDialog = lazyDialog(() => import('./replace-query-dialog'));
const ShortcutsDialog = lazyDialog(() => import('./shortcuts-dialog'));

/** The frame of the page and its current stage. */
export function App() {
  const { connection, number } = useStore(session);
  const { relation, opened } = useStore(urlState);
  const [shortcutsOpen, setShortcutsOpen] = useState(false);

  const [sources] = useState(createSources);
  const database = connection === undefined ? '' : databaseKey(connection.server);
  const sourceOf = useCallback(
    (of: RelationName) => sources(tableKey(database, of), of),
    [database, sources],
  );
  const query = useStore(sourceOf(QUERY));
  const hasQuery = query.query !== undefined && query.query !== '';
  const hasSource = relation !== undefined && (!isQuery(relation) || hasQuery);
  const stage: Stage = connection === undefined ? 'connect' : (opened ?? (hasSource ? 'map' : 'source'));
  const detail = useDetail(
    connection === undefined ? undefined : relation,
    stage === 'map' ? query : undefined,
  );
  const { mappings, retry } = useMappings(sources, connection !== undefined, stage === 'map');
  const store = useMappingOf(mappings, database, detail.data);
  const name = relation && relationText(relation);

  useEffect(() => {
    document.title = name === undefined ? 'Rowhook' : `${name} · Rowhook`;
  }, [name]);
  const isUnwritten = connection !== undefined && opened === undefined && isQuery(relation) && !hasQuery;
  useEffect(() => {
    // A link to a query does not have its text. The editor stays while that is typed.
    if (isUnwritten) navigate({ opened: 'source' }, false);
  }, [isUnwritten]);
  const pending = useStore(replacement);
  useEffect(() => () => replacement.set(undefined), [stage, number]);
  const main = useRef<HTMLElement>(null);
  const ready = stage !== 'map' || store !== undefined;
  useEffect(() => {
    // The focused element was removed with the last stage. The next Tab starts in the new stage, not at the top of the page.
    if (ready && document.activeElement === document.body) main.current?.focus();
  }, [ready, stage]);
  const openShortcuts = useCallback(() => setShortcutsOpen(true), []);
  useShortcuts({ store: stage === 'map' ? store : undefined, openShortcuts });

  /** The table that was on screen when a mapping of another table was opened, and that other table. */
  const [cameFrom, setCameFrom] = useState<{ database: string; from: RelationName; to: RelationName }>();
  const pick = (picked: RelationName) => {
    if (cameFrom !== undefined && mappings?.isWaiting(database, cameFrom.to) !== true) setCameFrom(undefined);
    const from = isQuery(picked) ? picked : relation;
    pushAfter(
      { opened: 'source', relation: from },
      { ...(sameRelation(picked, relation) ? {} : startOf(picked)), search: '' },
    );
  };
  return (
    <div className={styles.frame}>
      <Header
        stage={stage}
        connection={connection}
        relation={relation}
        detail={detail.data}
        store={store}
        onShortcuts={openShortcuts}
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
              connection && (
                <>
                  <ConnectionWarnings warnings={notableWarnings(connection)} />
                  <RecentDrafts database={database} onPick={pick} />
                </>
              )
            }
            picked={relation}
            sourceOf={sourceOf}
            onPick={pick}
            onEditAsQuery={() => store && mappings?.copyToQuery(database, store)}
          />
        ) : relation === undefined ? null : (
          <MapStage
            key={number}
            relation={relation}
            detail={detail}
            store={store}
            onLoadAgain={retry}
            notice={
              cameFrom?.database === database && (
                <OpenedNotice
                  from={cameFrom.from}
                  to={cameFrom.to}
                  shown={relation}
                  onUseFields={
                    store && mappings?.isWaiting(database, cameFrom.to)
                      ? () => mappings.useFields(database, cameFrom.to, store)
                      : undefined
                  }
                  onClose={() => setCameFrom(undefined)}
                />
              )
            }
            onOpenElsewhere={(to, mapping, text) =>
              replaceSource(sourceOf(to).get(), sourceOfMapping(mapping), () => {
                mappings?.open(database, to, mapping, text);
                setCameFrom({ database, from: relation, to });
                navigate(startOf(to));
              })
            }
          />
        )}
      </main>
      {pending === undefined ? null : (
        <ReplaceQueryDialog {...pending} onClose={() => replacement.set(undefined)} />
      )}
      {shortcutsOpen ? <ShortcutsDialog onClose={() => setShortcutsOpen(false)} /> : null}
    </div>
  );
}

interface OpenedNoticeProps {
  /** The table that was on screen when the mapping was opened. */
  from: RelationName;
  /** The table of the mapping. */
  to: RelationName;
  /** The table on screen. */
  shown: RelationName;
  /** Uses the fields of the opened mapping for `shown`. Undefined once the mapping no longer waits for `to`. */
  onUseFields: (() => void) | undefined;
  onClose: () => void;
}

/** Explains that the opened mapping is for another table than the one that was on screen. */
function OpenedNotice({ from, to, shown, onUseFields, onClose }: OpenedNoticeProps) {
  const isElsewhere = !sameRelation(to, shown);
  if (isElsewhere && onUseFields === undefined) return null;
  return (
    <Notice
      tone="info"
      title={
        isElsewhere
          ? `The opened mapping is for ${relationText(to)}, which is not shown.`
          : `This mapping is for ${relationText(to)}, so that table is shown now.`
      }
      actions={
        <>
          {isElsewhere ? (
            <Button
              onClick={() => {
                onUseFields?.();
                onClose();
              }}
            >
              Use these fields
            </Button>
          ) : (
            <Button
              onClick={() => {
                navigate(startOf(from));
                onClose();
              }}
            >
              Back to {relationText(from)}
            </Button>
          )}
          <Button onClick={onClose}>Close</Button>
        </>
      }
    >
      {isElsewhere ? <p>Its fields can replace those of {relationText(shown)}.</p> : null}
    </Notice>
  );
}

const RECENT_MAX = 5;

interface RecentDraftsProps {
  database: string;
  onPick: (picked: RelationName) => void;
}

/** The tables of a database whose mappings were edited last. */
function RecentDrafts({ database, onPick }: RecentDraftsProps) {
  const recent = useMemo(() => recentDrafts(database).slice(0, RECENT_MAX), [database]);
  if (recent.length === 0) return null;
  return (
    <p className={styles.recent}>
      Recent mappings
      {recent.map((relation) => (
        <Button key={relationKey(relation)} look="link" onClick={() => onPick(relation)}>
          {relationText(relation)}
        </Button>
      ))}
    </p>
  );
}

/** The first row of another source. */
function startOf(relation: RelationName): Partial<UrlState> {
  return { relation, row: 0, pick: 'first' };
}

/** The columns of a table, or of the query while it is needed. */
function useDetail(relation: RelationName | undefined, query: Source | undefined) {
  const isTable = relation !== undefined && !isQuery(relation);
  const table = useQuery(queries.relation(isTable ? relation : undefined));
  const described = useQuery({
    ...queries.description(isQuery(relation) ? query : undefined),
    select: queryDetail,
  });
  return isTable ? table : described;
}

/** Nobody listens on the loopback interface, so no warning about encryption. */
function notableWarnings({ server, warnings }: Connection): Warning[] {
  return warnings.filter(({ code }) => code !== 'not_encrypted' || !isLoopback(server.host));
}
