import type { Source } from '@rowhook/contracts';
import { RotateCw } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { session } from '../api/session';
import { queries, useCancel, wasCancelled } from '../api/queries';
import { replaceSource } from '../lib/replace-query';
import type { SourceName } from '../lib/source';
import { useStore, type Store } from '../lib/store';
import { navigate, urlState, type SourceTab } from '../lib/url-state';
import { Button } from '../ui/button';
import { ErrorNotice } from '../requests/error-notice';
import { lazyPart } from '../ui/lazy-part';
import { Notice } from '../ui/notice';
import { ReadingCancelled, StillReading } from '../requests/reading';
import { Skeleton } from '../ui/skeleton';
import { Tabs, tabPanel } from '../ui/tabs';
import { RelationList } from './relation-list';
import styles from './source-panel.module.css';

const QueryPanel = lazyPart(
  () => import('./query/query-panel'),
  <Skeleton label="Opening the editor" lines={9} />,
);
const PickedTable = lazyPart(() => import('./picked-table'));

interface SourcePanelProps {
  /** Warnings about the connection, and recent mappings. */
  notices: ReactNode;
  picked: SourceName | undefined;
  /** The source of a table or of the query, with its filter or its text. */
  sourceOf: (name: SourceName) => Store<Source>;
  onPick: (name: SourceName) => void;
  /** Called when the query has become that of the picked table. */
  onEditAsQuery: () => void;
  /** Called when the query was emptied, to write another one. */
  onNewQuery: () => void;
}

const tabs: { value: SourceTab; label: string }[] = [
  { value: 'tables', label: 'Tables and views' },
  { value: 'query', label: 'SQL query' },
];

/** Chooses where rows come from. */
export function SourcePanel(props: SourcePanelProps) {
  const { notices, picked, sourceOf, onPick, onEditAsQuery, onNewQuery } = props;
  const database = useStore(session, ({ connection }) => connection?.server.database ?? '');
  const chosen = useStore(urlState, (state) => state.tab);
  const tab = chosen ?? (picked === 'query' ? 'query' : 'tables');
  const [system, setSystem] = useState(false);
  // The list stays while another one is read, with the search and an open filter.
  const relations = useQuery({ ...queries.relations(system), placeholderData: keepPreviousData });
  const { data, error, isPending, isFetching, isPlaceholderData, refetch } = relations;
  const cancel = useCancel('relations');
  // The key of the editor: another one removes the result and the history of the query that was replaced.
  const [queryNumber, setQueryNumber] = useState(0);
  const replaceQuery = (query: Source, onReplaced: () => void) => {
    const store = sourceOf('query');
    replaceSource(store.get(), query, () => {
      store.set(query);
      onReplaced();
      showTab('query');
      setQueryNumber(queryNumber + 1);
    });
  };
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <h1>Pick a source</h1>
        <div className={styles.tabs}>
          <Tabs label="Kind of source" tabs={tabs} value={tab} onChange={showTab} />
        </div>
        <span className={styles.space} />
        {tab === 'query' ? null : (
          <>
            <label className={styles.system}>
              <input type="checkbox" checked={system} onChange={(event) => setSystem(event.target.checked)} />
              System schemas
            </label>
            <Button look="quiet" icon={RotateCw} onClick={() => void refetch()} disabled={isFetching}>
              Refresh
            </Button>
          </>
        )}
        <div className={styles.notices}>{notices}</div>
      </div>
      <div {...tabPanel(tab)} className={styles.source}>
        {tab === 'query' ? (
          <QueryPanel
            key={queryNumber}
            relations={data ?? []}
            source={sourceOf('query')}
            onMap={() => onPick('query')}
            onNew={() => replaceQuery({ query: '' }, onNewQuery)}
          />
        ) : error !== null ? (
          <ErrorNotice error={error} actions={<Button onClick={() => void refetch()}>Try again</Button>} />
        ) : wasCancelled(relations) ? (
          <ReadingCancelled onRetry={() => void refetch()} />
        ) : isPending || (isPlaceholderData && data.length === 0) ? (
          <>
            <StillReading onCancel={cancel} />
            <Skeleton label="Reading the tables and views" lines={9} />
          </>
        ) : data.length === 0 ? (
          <Notice tone="info" title={`${database} has no tables or views that this login can see.`}>
            <p>Tables may be in another database, or the login lacks USAGE on their schema.</p>
          </Notice>
        ) : (
          <>
            {isPlaceholderData ? <StillReading onCancel={cancel} /> : null}
            {picked === undefined || picked === 'query' ? null : (
              <PickedTable
                relation={picked}
                source={sourceOf(picked)}
                onMap={() => onPick(picked)}
                onEditAsQuery={(query) => replaceQuery(query, onEditAsQuery)}
              />
            )}
            <RelationList
              relations={data}
              picked={picked}
              onPick={({ schema, name }) => onPick({ schema, name })}
            />
          </>
        )}
      </div>
    </div>
  );
}

function showTab(tab: SourceTab): void {
  navigate({ tab });
}
