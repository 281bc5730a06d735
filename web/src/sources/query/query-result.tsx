import type { Cell, Column } from '@rowhook/contracts';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { ApiError } from '../../api/errors';
import { messageContext, messages } from '../../api/messages';
import type { RunResult } from '../../api/queries';
import { isTruncated, missingValueText } from '../../lib/cell';
import { distinctBy } from '../../lib/objects';
import { visibleName, visibleText } from '../../lib/visible-text';
import { Button } from '../../ui/button';
import { ErrorNotice } from '../../requests/error-notice';
import { ExactText } from '../../ui/exact-text';
import { Notice } from '../../ui/notice';
import styles from './query-result.module.css';
import { offsetOf } from './sql-text';

const WIDTHS: Record<Column['jsonType'], number> = {
  boolean: 110,
  number: 130,
  string: 210,
  array: 260,
  json: 340,
};

/** The first rows of a query with the types of its columns. Only the columns in view are in the DOM. */
export function QueryResult({ result, outdated }: { result: RunResult; outdated: boolean }) {
  const { description, sample } = result;
  const { columns } = description;
  const scroll = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroll.current,
    estimateSize: (index) => WIDTHS[columns[index]?.jsonType ?? 'string'],
    overscan: 2,
    initialRect: { width: 1000, height: 400 },
  });
  const items = virtualizer.getVirtualItems();
  const place = { width: virtualizer.getTotalSize(), paddingLeft: items[0]?.start ?? 0 };
  const indexes = new Map(sample.columns.map((name, index) => [name, index]));
  const warnings = distinctBy([...description.warnings, ...sample.warnings], ({ message }) => message);
  return (
    <>
      {warnings.map(({ message }) => (
        <p key={message} className={styles.warning}>
          {visibleText(message)}
        </p>
      ))}
      <div
        ref={scroll}
        className={styles.scroll}
        data-outdated={outdated}
        role="region"
        aria-label="First rows"
        // Scrolled by keys.
        tabIndex={0}
      >
        <div role="table" aria-colcount={columns.length} aria-rowcount={sample.rows.length + 1}>
          <div role="row" className={styles.head} style={place}>
            {items.map(({ index, size }) => (
              <span
                key={index}
                role="columnheader"
                aria-colindex={index + 1}
                className={styles.cell}
                style={{ width: size }}
              >
                {visibleName(columns[index]?.name ?? '')} <small>{columns[index]?.type}</small>
              </span>
            ))}
          </div>
          {sample.rows.map(({ cells }, row) => (
            <div key={row} role="row" className={styles.row} style={place}>
              {items.map(({ index, size }) => (
                <CellText
                  key={index}
                  column={index}
                  width={size}
                  cell={cells[indexes.get(columns[index]?.name ?? '') ?? -1]}
                />
              ))}
            </div>
          ))}
        </div>
        {sample.rows.length === 0 ? (
          <p className={styles.empty}>The query returns no rows now. You can still map its columns.</p>
        ) : null}
      </div>
    </>
  );
}

function CellText({ column, width, cell }: { column: number; width: number; cell: Cell | undefined }) {
  const json = cell?.json ?? null;
  const text = cell?.issue ? missingValueText(cell.issue) : json === null ? 'NULL' : visibleText(json);
  return (
    <span
      role="cell"
      aria-colindex={column + 1}
      className={styles.cell}
      data-null={json === null}
      style={{ width }}
      title={text}
    >
      {text}
      {cell !== undefined && cell.json !== null && isTruncated(cell.json, cell.bytes) ? '…' : ''}
    </span>
  );
}

interface QueryErrorProps {
  error: ApiError;
  /** The query that failed. */
  text: string;
  /** Called with the names of the columns, where two are the same. */
  onAddAliases: (columns: readonly string[]) => void;
}

/** The error of a query: the message of Postgres as plain text, with line and column. */
export function QueryError({ error, text, onAddAliases }: QueryErrorProps) {
  const { problem, code } = error;
  const said = problem?.postgres;
  if (said === undefined && problem?.columns === undefined)
    return <ErrorNotice error={error} sourceName="query" />;
  const { what } = messages[code](messageContext(problem, undefined, 'query'));
  const { columns } = problem ?? {};
  return (
    <Notice
      tone="bad"
      alert
      title={what}
      actions={
        columns === undefined ? undefined : <Button onClick={() => onAddAliases(columns)}>Add aliases</Button>
      }
    >
      {said === undefined ? null : (
        <>
          {/* A syntax error without a position means more than one statement: all others have one. */}
          {code === 'query_invalid' && problem?.sqlstate === '42601' && said.position === undefined ? (
            <p>Enter one statement.</p>
          ) : null}
          <p className={styles.message}>
            <ExactText text={said.message} />
          </p>
          {said.hint === undefined ? null : (
            <p>
              <ExactText text={said.hint} />
            </p>
          )}
          <p className={styles.place}>
            {[
              said.position === undefined ? '' : placeText(text, said.position),
              problem?.sqlstate === undefined ? '' : `SQLSTATE ${problem.sqlstate}`,
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </>
      )}
      {problem?.errors?.map(({ pointer, message }) => (
        <p key={pointer + message}>
          <ExactText text={message} />
        </p>
      ))}
    </Notice>
  );
}

function placeText(text: string, position: number): string {
  const lines = text.slice(0, offsetOf(text, position)).split('\n');
  return `Line ${lines.length}, column ${Array.from(lines.at(-1) ?? '').length + 1}`;
}
