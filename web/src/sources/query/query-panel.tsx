import {
  SOURCE_LIMITS,
  type QuerySource,
  type Relation,
  type RelationDetail,
  type Source,
} from '@rowhook/contracts';
import { keepPreviousData, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { ChevronRight, FileCode, FilePlus, Play, Square } from 'lucide-react';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import type { ApiError } from '../../api/errors';
import { queries, useCancel, wasCancelled } from '../../api/queries';
import { shortcutText } from '../../lib/commands';
import { formatMs, plural } from '../../lib/format';
import { equal } from '../../lib/objects';
import { useStore, type Store } from '../../lib/store';
import { visibleName } from '../../lib/visible-text';
import { Button } from '../../ui/button';
import { Select } from '../../ui/field';
import fieldStyles from '../../ui/field.module.css';
import { Menu } from '../../ui/menu';
import { StillReading } from '../../requests/reading';
import { mentioned, postgres } from './completion';
import { examples } from './examples';
import { QueryEditor, type TextError } from './query-editor';
import styles from './query-panel.module.css';
import { QueryError, QueryResult } from './query-result';
import { runQuery } from './shortcuts';
import { offsetOf, withAliases, wordEnd } from './sql-text';

interface QueryPanelProps {
  relations: readonly Relation[];
  source: Store<Source>;
  onMap: () => void;
  /** Starts another query, with another mapping. */
  onNew: () => void;
}

/** An editor for a SQL query, and its first rows. */
export default function QueryPanel({ relations, source: store, onMap, onNew }: QueryPanelProps) {
  const source = useStore(store);
  const { query: text = '', key = [] } = source;
  const queryClient = useQueryClient();
  const [ran, setRan] = useState(() =>
    // The key may have been set after the run.
    [source, querySource(text, undefined)].find(
      (each) => queryClient.getQueryData(queries.run(each).queryKey) !== undefined,
    ),
  );
  const run = useQuery({ ...queries.run(ran), placeholderData: keepPreviousData });
  const cancel = useCancel('run');
  const runButton = useRef<HTMLButtonElement>(null);
  const cancelled = ran !== undefined && wasCancelled(run);
  const language = useLanguage(relations, text);
  const isCurrent = ran?.query === text;
  const isEmpty = text.trim() === '';
  const error = isCurrent ? run.error : null;
  const shown = run.error === null ? run.data : undefined;
  const textError = useMemo(() => (error === null ? undefined : errorInText(error, text)), [error, text]);

  const start = (next: Source) => {
    if (isEmpty) return;
    if (equal(next, ran)) void run.refetch();
    else setRan(next);
  };
  // The key does not change the rows, so the query does not run again, for example for each column that an arrow key passes.
  const setKey = (next: readonly string[]) =>
    store.set(querySource(text, next.length === 0 ? undefined : [...next]));
  return (
    <section className={styles.panel} aria-label="SQL query">
      <QueryEditor
        value={text}
        language={language}
        error={textError}
        onChange={(query) => store.set(querySource(query, store.get().key))}
        onRun={() => start(store.get())}
      />
      <div className={styles.bar}>
        {run.isFetching ? (
          <Button ref={runButton} icon={Square} onClick={cancel}>
            Cancel
          </Button>
        ) : (
          <Button ref={runButton} look="primary" icon={Play} onClick={() => start(source)} disabled={isEmpty}>
            Run <kbd className={styles.shortcut}>{shortcutText(runQuery)}</kbd>
          </Button>
        )}
        <span role="status" className={styles.status}>
          {run.isFetching
            ? 'Running…'
            : cancelled
              ? 'Cancelled. Postgres has been told to stop the query.'
              : shown === undefined
                ? ''
                : isCurrent
                  ? `${rowsText(shown.sample.rows.length)} · ${formatMs(shown.elapsedMs)} · read-only`
                  : 'Outdated: the query changed after this run.'}
        </span>
        <span className={styles.space} />
        <Button look="quiet" icon={FilePlus} onClick={onNew} disabled={isEmpty}>
          New query
        </Button>
        <Menu
          label="Examples"
          items={examples(relations).map(({ label, about, query }) => ({
            label,
            about,
            icon: FileCode,
            onSelect: () => store.set({ query }),
          }))}
        />
        {shown === undefined || cancelled ? null : (
          <KeySelect
            columns={shown.description.columns.map(({ name }) => name)}
            value={key}
            onChange={setKey}
          />
        )}
        <Button onClick={onMap} disabled={shown === undefined || !isCurrent || run.isFetching || cancelled}>
          Map these columns <ChevronRight size={15} aria-hidden />
        </Button>
      </div>
      {run.isFetching ? <StillReading onCancel={cancel} /> : null}
      {error === null ? null : (
        <QueryError
          error={error}
          text={text}
          onAddAliases={(columns) => {
            const changed = querySource(withAliases(text, columns), source.key);
            store.set(changed);
            start(changed);
            runButton.current?.focus();
          }}
        />
      )}
      {shown === undefined && error === null && !run.isFetching ? (
        <p className={styles.hint}>Run the query to see its first rows. It only reads.</p>
      ) : null}
      {shown === undefined ? null : (
        <QueryResult result={shown} outdated={!isCurrent || run.isPlaceholderData} />
      )}
    </section>
  );
}

function querySource(query: string, key: QuerySource['key']): QuerySource {
  return { query, ...(key === undefined ? {} : { key }) };
}

function rowsText(count: number): string {
  return count === 0 ? 'No rows' : `First ${plural(count, 'row')}`;
}

/** The position of Postgres's error in the query, which the editor underlines. Only errors of the query's own text have one. */
function errorInText({ problem }: ApiError, text: string): TextError | undefined {
  const said = problem?.postgres;
  if (said?.position === undefined) return undefined;
  const from = offsetOf(text, said.position);
  const message = said.hint === undefined ? said.message : `${said.message}\n${said.hint}`;
  return { from, to: wordEnd(text, from), message };
}

/** PostgreSQL with the names of this database; the columns of a table are read once a query names it. */
function useLanguage(relations: readonly Relation[], text: string) {
  const deferred = useDeferredValue(text);
  const tables = useMemo(() => mentioned(deferred, relations), [deferred, relations]);
  const details = useQueries({
    queries: tables.map(({ schema, name }) => queries.relation({ schema, name })),
    combine: dataOf,
  });
  return useMemo(() => postgres(relations, details), [relations, details]);
}

function dataOf(results: readonly { data: RelationDetail | undefined }[]): RelationDetail[] {
  return results.flatMap(({ data }) => data ?? []);
}

interface KeySelectProps {
  columns: readonly string[];
  value: readonly string[];
  onChange: (key: readonly string[]) => void;
}

/** The columns that identify a row: a list for each, and one to add another. */
function KeySelect({ columns, value, onChange }: KeySelectProps) {
  const lists = value.length < SOURCE_LIMITS.keyColumns ? [...value, ''] : value;
  const withoutColumn = (index: number) =>
    index > 0 && index === value.length ? 'add column' : value.length > 1 ? 'remove' : 'none';
  return (
    <div role="group" aria-label="Key" className={styles.key}>
      <span aria-hidden>Key</span>
      {lists.map((name, index) => (
        <Select
          key={index}
          aria-label={index === 0 ? 'Key' : `Key, column ${index + 1}`}
          className={index > 0 && name === '' ? fieldStyles.quiet : fieldStyles.select}
          value={name}
          options={[
            { value: '', label: withoutColumn(index) },
            // The query may have lost a column of its key.
            ...[...(name === '' || columns.includes(name) ? [] : [name]), ...columns]
              .filter((column) => column === name || !value.includes(column))
              .map((column) => ({ value: column, label: visibleName(column) })),
          ]}
          onChange={({ target }) =>
            onChange(value.toSpliced(index, 1, ...(target.value === '' ? [] : [target.value])))
          }
        />
      ))}
    </div>
  );
}
