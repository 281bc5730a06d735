import type { Relation, RelationKind, RelationName } from '@rowhook/contracts';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Eye, Globe, Layers, Lock, Rows3, Search, Table2, type LucideIcon } from 'lucide-react';
import { useDeferredValue, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { isChoosingTab, isComposing } from '../lib/dom';
import { formatCount, formatEstimate, formatEstimatedRows, plural } from '../lib/format';
import { sameSource, type SourceName } from '../lib/source';
import { navigate, urlState } from '../lib/url-state';
import { visibleName, visibleText } from '../lib/visible-text';
import { ExactText } from '../ui/exact-text';
import styles from './relation-list.module.css';
import { bestLine, listLines, sortRelations } from './relation-search';

interface RelationListProps {
  relations: readonly Relation[];
  picked: SourceName | undefined;
  onPick: (relation: RelationName) => void;
}

const LINE_PX = 44;
const HEADING_PX = 36;

/** A combobox whose list is always open: typing filters, arrows go through the list, Enter picks. */
export function RelationList({ relations, picked, onPick }: RelationListProps) {
  const listId = useId();
  const scroll = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(() => urlState.get().search);
  const deferred = useDeferredValue(typed);
  const sorted = useMemo(() => sortRelations(relations), [relations]);
  const lines = useMemo(() => listLines(sorted, deferred), [sorted, deferred]);
  const options = useMemo(
    () => lines.flatMap((line, index) => (line.kind === 'relation' ? [index] : [])),
    [lines],
  );
  const positions = useMemo(() => new Map(options.map((line, position) => [line, position])), [options]);
  const best = useMemo(() => bestLine(lines, deferred), [lines, deferred]);
  /** Undefined until the user goes to another option than the best one. */
  const [chosen, setChosen] = useState<number>();
  const active = Math.min(chosen ?? positions.get(best) ?? 0, options.length - 1);
  const activeLine = options[active];

  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroll.current,
    estimateSize: (index) => (lines[index]?.kind === 'schema' ? HEADING_PX : LINE_PX),
    overscan: 6,
    initialRect: { width: 800, height: 600 },
  });
  useEffect(() => virtualizer.measure(), [virtualizer, lines]);
  useEffect(() => {
    // The heading of the first option is shown too.
    if (best !== -1) virtualizer.scrollToIndex(best === 1 ? 0 : best);
  }, [virtualizer, deferred, best]);
  useEffect(() => {
    // At this stage, the user searches. The element that had the focus was removed, except for a tab.
    if (isChoosingTab()) return;
    search.current?.focus();
    search.current?.select();
  }, []);

  const activate = (to: number) => {
    const position = Math.max(0, Math.min(options.length - 1, to));
    setChosen(position);
    const line = options[position];
    if (line !== undefined) virtualizer.scrollToIndex(position === 0 ? 0 : line);
  };
  const pick = (relation: Relation) => {
    navigate({ search: typed }, false);
    onPick(relation);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return;
    const moves: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + 10,
      PageUp: active - 10,
    };
    const to = moves[event.key];
    if (to !== undefined) {
      event.preventDefault();
      activate(to);
    } else if (event.key === 'Enter') {
      // The list may not yet be the one of what was typed last.
      const now = deferred === typed ? lines : listLines(sorted, typed);
      const line = now[deferred === typed ? (activeLine ?? -1) : bestLine(now, typed)];
      if (line?.kind !== 'relation') return;
      event.preventDefault();
      pick(line.relation);
    } else if (event.key === 'Escape' && typed !== '') {
      setTyped('');
      setChosen(undefined);
    }
  };
  const optionId = (line: number) => `${listId}-${line}`;

  return (
    <div className={styles.list}>
      <div className={styles.search}>
        <Search size={16} aria-hidden />
        <input
          ref={search}
          role="combobox"
          aria-label="Search tables and views"
          aria-expanded
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={activeLine === undefined ? undefined : optionId(activeLine)}
          aria-keyshortcuts="/"
          data-filter
          placeholder="Search tables and views"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setChosen(undefined);
          }}
          onKeyDown={onKeyDown}
          autoComplete="off"
          spellCheck={false}
        />
        <span className={styles.count} role="status">
          {plural(options.length, 'table or view', 'tables and views')}
        </span>
      </div>
      {options.length === 0 ? (
        <p className={styles.empty}>
          Nothing is called “{deferred}”. Search by name, schema or a word of the comment.
        </p>
      ) : null}
      <div className={styles.scroll} ref={scroll} role="listbox" id={listId} aria-label="Tables and views">
        <div role="presentation" className={styles.lines} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start, size }) => {
            const line = lines[index];
            if (line === undefined) return null;
            return (
              <div
                key={index}
                role="presentation"
                className={styles.line}
                style={{ transform: `translateY(${start}px)`, height: size }}
              >
                {line.kind === 'schema' ? (
                  <div role="presentation" className={styles.schema}>
                    {visibleName(line.schema)} <span>{formatCount(line.count)}</span>
                  </div>
                ) : (
                  <RelationOption
                    id={optionId(index)}
                    relation={line.relation}
                    active={index === activeLine}
                    selected={sameSource(line.relation, picked)}
                    position={(positions.get(index) ?? 0) + 1}
                    count={options.length}
                    onPick={() => pick(line.relation)}
                    onPoint={() => setChosen(positions.get(index) ?? 0)}
                  />
                )}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

const kinds: Record<RelationKind, { icon: LucideIcon; name: string }> = {
  table: { icon: Table2, name: 'table' },
  partitioned_table: { icon: Layers, name: 'partitioned table' },
  view: { icon: Eye, name: 'view' },
  materialized_view: { icon: Rows3, name: 'materialized view' },
  foreign_table: { icon: Globe, name: 'foreign table' },
};

interface RelationOptionProps {
  id: string;
  relation: Relation;
  active: boolean;
  selected: boolean;
  position: number;
  count: number;
  onPick: () => void;
  onPoint: () => void;
}

function RelationOption(props: RelationOptionProps) {
  const { id, relation, active, selected, position, count, onPick, onPoint } = props;
  const { icon: Kind, name: kindName } = kinds[relation.kind];
  const lock = lockReason(relation);
  const Icon = lock === undefined ? Kind : Lock;
  const { name, schema, comment, estimatedRows } = relation;
  const child = childName(relation);
  const rows = estimatedRows === null ? '' : formatEstimate(estimatedRows);
  const remark = lock ?? comment;
  const label = [
    visibleName(name),
    visibleName(schema),
    child ?? kindName,
    estimatedRows === null ? '' : formatEstimatedRows(estimatedRows),
    visibleText(remark ?? ''),
  ].filter(Boolean);
  return (
    <div
      role="option"
      id={id}
      className={styles.option}
      data-active={active}
      data-partition={child !== undefined}
      aria-label={label.join(', ')}
      aria-selected={selected}
      data-locked={lock !== undefined}
      aria-posinset={position}
      aria-setsize={count}
      onClick={onPick}
      onPointerMove={onPoint}
    >
      <Icon size={16} aria-hidden className={styles.icon} />
      <span className={styles.name}>{visibleName(name)}</span>
      <span className={styles.comment}>
        <ExactText text={remark ?? ''} />
      </span>
      <span className={styles.kind}>{relation.kind === 'table' ? child : kindName}</span>
      <span className={styles.rows}>{rows}</span>
    </div>
  );
}

/** Why the relation cannot be opened. */
function lockReason({ readable, nameIsUtf8 }: Relation): string | undefined {
  if (nameIsUtf8 === false) return 'Cannot be opened: its name is not UTF-8';
  return readable ? undefined : 'This login may not read it';
}

function childName({ partitionOf, inheritsFrom }: Relation): string | undefined {
  if (partitionOf !== null) return 'partition';
  return inheritsFrom === null ? undefined : 'inherits';
}
