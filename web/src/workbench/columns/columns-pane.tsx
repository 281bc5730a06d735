import type { Cell, Column, ColumnError, RowPick, Sample } from '@rowhook/contracts';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Plus } from 'lucide-react';
import { useContext, useDeferredValue, useMemo, useRef, type CSSProperties } from 'react';
import { isNull, isTruncated, missingValueText } from '../../lib/cell';
import { formatBytes, formatCount, plural } from '../../lib/format';
import { equal } from '../../lib/objects';
import { shortType } from '../../lib/postgres-type';
import { useStore } from '../../lib/store';
import { urlState } from '../../lib/url-state';
import { visibleName, visibleText } from '../../lib/visible-text';
import { countUses } from '../../mapping/model';
import { freePath, pathOf } from '../../mapping/paths';
import { Button, IconButton } from '../../ui/button';
import { ExactText } from '../../ui/exact-text';
import { FilterInput } from '../../ui/field';
import { rangeWith } from '../../ui/range-with';
import { SampleContext, useDeferredMapping, useDetail, useWorkbench } from '../context';
import type { MappingStore } from '../store';
import { highlight } from '../ui-state';
import styles from './columns-pane.module.css';
import { useColumnKeys } from './use-column-keys';

interface ColumnsPaneProps {
  onPick: (pick: RowPick) => void;
}

const ITEM_PX = 49;

/** The source's columns, each with its value in the row shown. */
export function ColumnsPane({ onPick }: ColumnsPaneProps) {
  const detail = useDetail();
  const { mapping: store, columnSearch } = useWorkbench();
  const { row, pick } = useStore(urlState);
  const sample = useContext(SampleContext)?.sample;
  const fields = useDeferredMapping((state) => state.draft.fields);
  const scroll = useRef<HTMLDivElement>(null);
  const typed = useStore(columnSearch);
  const search = useDeferredValue(typed).trim().toLowerCase();
  const uses = useMemo(() => countUses(fields), [fields]);
  const values = useMemo(() => sampleValues(sample, row), [sample, row]);
  const columns = useMemo(
    () => detail.columns.filter(({ name, type }) => `${name} ${type}`.toLowerCase().includes(search)),
    [detail, search],
  );
  const names = useMemo(() => columns.map(({ name }) => name), [columns]);
  const { stop, listeners } = useColumnKeys(scroll, names);
  const virtualizer = useVirtualizer({
    count: columns.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ITEM_PX,
    overscan: 1,
    initialRect: { width: 250, height: 700 },
    rangeExtractor: rangeWith(stop),
  });
  const add = ({ name }: Column) => {
    store.add({ to: freePath(name, store.get().draft), value: { kind: 'column', column: name } }, 'path');
  };
  const mapped = detail.columns.filter(({ name }) => uses.has(name)).length;

  return (
    <section className={styles.pane} aria-label="Columns">
      <header className={styles.head}>
        <h2 className="visually-hidden">Columns</h2>
        <FilterInput
          label="Filter columns"
          className={styles.filter}
          value={typed}
          onChange={columnSearch.set}
        />
        <kbd className={styles.key} aria-hidden>
          /
        </kbd>
      </header>
      <div className={styles.scroll} ref={scroll}>
        {columns.length === 0 ? (
          <p className={styles.empty}>
            {detail.columns.length === 0 ? 'There are no columns.' : `No column is called “${typed}”.`}
          </p>
        ) : null}
        <ul className={styles.list} {...listeners} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start, size }) => {
            const column = columns[index];
            return column === undefined ? null : (
              <ColumnItem
                key={column.name}
                index={index}
                column={column}
                tabStop={index === stop}
                isKey={detail.keyColumns.includes(column.name)}
                uses={uses.get(column.name) ?? 0}
                value={values.get(column.name)}
                error={sample?.columnErrors.find((each) => each.column === column.name)}
                style={{ transform: `translateY(${start}px)`, height: size }}
                onAdd={() => add(column)}
                showsNulls={equal(pick, { nullIn: column.name })}
                onShowNulls={(shown) => {
                  if (shown) highlightColumn(store, column.name);
                  onPick(shown ? { nullIn: column.name } : 'first');
                }}
              />
            );
          })}
        </ul>
      </div>
      <footer className={styles.foot}>
        <strong>{plural(detail.columns.length, 'column')}</strong> {formatCount(mapped)} mapped
      </footer>
    </section>
  );
}

/** Highlights the first field of a column, so that the payload scrolls to it. */
function highlightColumn(store: MappingStore, column: string): void {
  const field = store
    .get()
    .draft.fields.find(({ value }) => value.kind === 'column' && value.column === column);
  const path = field && pathOf(field);
  if (path !== undefined) highlight.set({ field: field?.id, path, by: 'mapping' });
}

interface SampleValue {
  cell: Cell;
  /** The number of rows in which the column is NULL. */
  nulls: number;
  rows: number;
}

function sampleValues(sample: Sample | undefined, row: number): ReadonlyMap<string, SampleValue> {
  const values = new Map<string, SampleValue>();
  sample?.columns.forEach((name, index) => {
    const nulls = sample.rows.filter(({ cells }) => cells[index] && isNull(cells[index])).length;
    const cell = sample.rows[Math.min(row, sample.rows.length - 1)]?.cells[index];
    if (cell !== undefined) values.set(name, { cell, nulls, rows: sample.rows.length });
  });
  return values;
}

interface ColumnItemProps {
  /** The index in the list. */
  index: number;
  column: Column;
  /** Whether Tab reaches its first button. */
  tabStop: boolean;
  isKey: boolean;
  uses: number;
  value: SampleValue | undefined;
  /** Why the sample has no values of the column. */
  error: ColumnError | undefined;
  style: CSSProperties;
  onAdd: () => void;
  /** Whether the rows shown are those in which the column is NULL. */
  showsNulls: boolean;
  /** Shows rows in which the column is NULL, or the first rows again. */
  onShowNulls: (shown: boolean) => void;
}

export function ColumnItem(props: ColumnItemProps) {
  const { index, column, tabStop, isKey, uses, value, error, style, onAdd, showsNulls, onShowNulls } = props;
  const { name, type, comment, readable } = column;
  return (
    <li className={styles.item} style={style} data-index={index} data-unused={uses === 0}>
      <IconButton
        label={`Add ${visibleName(name)}`}
        icon={Plus}
        className={styles.add}
        tabIndex={tabStop ? 0 : -1}
        aria-disabled={!readable}
        onClick={readable ? onAdd : undefined}
      />
      <span className={styles.name} title={visibleText(comment === null ? name : `${name}: ${comment}`)}>
        {visibleName(name)}
      </span>
      {isKey ? <span className={styles.mark}>key</span> : null}
      <span className={styles.type} title={type}>
        {shortType(type)}
      </span>
      <span className={styles.value}>
        {error === undefined ? (
          <code>
            <ExactText text={readable ? cellText(value) : 'This login may not read it'} />
          </code>
        ) : (
          <span className={styles.error} title={[error.message, error.hint].filter(Boolean).join(' ')}>
            {error.message}
          </span>
        )}
        <span className={styles.note}>
          {error !== undefined || value === undefined || value.nulls === 0 ? null : (
            <Button
              look="link"
              className={styles.nulls}
              title={showsNulls ? 'Show the first rows' : `Show rows where ${visibleName(name)} is NULL`}
              aria-pressed={showsNulls}
              tabIndex={-1}
              onClick={() => onShowNulls(!showsNulls)}
            >
              null in {value.nulls} of {value.rows}
            </Button>
          )}
          {uses > 1 ? `used ${uses}×` : uses === 0 ? 'not used' : null}
        </span>
      </span>
    </li>
  );
}

function cellText(value: SampleValue | undefined): string {
  if (value === undefined) return '';
  const { json, bytes, issue } = value.cell;
  if (issue !== undefined) return missingValueText(issue);
  if (json === null) return 'null';
  // A line break is never part of a string, and the row has one line.
  const line = json.replace(/\s*[\r\n]\s*/g, ' ');
  return isTruncated(json, bytes) ? `${line}… ${formatBytes(bytes)}` : line;
}
