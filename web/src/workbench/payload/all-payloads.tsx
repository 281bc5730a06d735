import type { Payload } from '@rowhook/contracts';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useDeferredValue, useEffect, useMemo, useRef } from 'react';
import { beginning, formatBytes, plural } from '../../lib/format';
import { layOut, lineKey, linesAt, type Line } from '../../lib/json/layout';
import { useDeferredStore, useStore } from '../../lib/store';
import { navigate, type PayloadView } from '../../lib/url-state';
import { ExactText } from '../../ui/exact-text';
import textStyles from '../../ui/exact-text.module.css';
import { highlight, useMappingStore } from '../context';
import styles from './all-payloads.module.css';
import { RowIssuesNotice } from './no-payload';
import { goToPath, highlightPath } from './payload-actions';
import { PayloadLine } from './payload-views';
import payloadViewsStyles from './payload-views.module.css';
import { requestText, webhookUrlOf } from './request';
import { useActiveLine } from './use-active-line';

const HEIGHT_PX: Record<ListItem['kind'], number> = { head: 34, line: 21, text: 120, issues: 150 };

/** Longer texts are truncated here. Copying and saving use the whole text. */
const TEXT_MAX = 20_000;

interface AllPayloadsProps {
  payloads: readonly Payload[];
  /** Index of the payload whose issues the mapping shows. */
  row: number;
  view: PayloadView;
  keyOf: (payload: Payload) => string;
  /** How many rows are rejected. */
  rejected: string;
}

/** Every previewed payload in one list, with its key as heading. Only what is in view is rendered. */
export function AllPayloads(props: AllPayloadsProps) {
  const { row, view, keyOf, rejected } = props;
  const store = useMappingStore();
  const scroll = useRef<HTMLDivElement>(null);
  const payloads = useDeferredValue(props.payloads);
  const url = webhookUrlOf(useStore(store.webhookUrl));
  const entries = useMemo(() => entriesOf(payloads, view, url), [payloads, url, view]);
  const current = useDeferredStore(highlight, (field) => field);
  const highlighted = useMemo(() => {
    const found = new Map<number, ReturnType<typeof linesAt>>();
    return (of: number) => {
      if (current === undefined) return undefined;
      if (!found.has(of)) found.set(of, linesAt(entries.lines[of] ?? [], current.path));
      return found.get(of);
    };
  }, [entries, current]);
  const virtualizer = useVirtualizer({
    count: entries.all.length,
    getScrollElement: () => scroll.current,
    estimateSize: (index) => HEIGHT_PX[entries.all[index]?.kind ?? 'line'],
    overscan: 4,
    initialRect: { width: 450, height: 700 },
  });

  const { active, listeners } = useActiveLine(virtualizer, {
    onMove: (index) => {
      const entry = entries.all[index];
      highlightPath(store, entry?.kind === 'line' ? entry.line.path : undefined);
    },
    onEnter: (index) => {
      const entry = entries.all[index];
      if (entry?.kind === 'head') navigate({ row: entry.row });
      else if (entry?.kind === 'line') goToPath(store, entry.line.path);
    },
  });

  const head = entries.heads[row];
  useEffect(() => {
    if (head !== undefined) virtualizer.scrollToIndex(head, { align: 'start' });
  }, [head, virtualizer]);
  const firstLine = current?.by === 'mapping' ? highlighted(row)?.from : undefined;
  useEffect(() => {
    if (firstLine !== undefined && head !== undefined) virtualizer.scrollToIndex(head + 1 + firstLine);
  }, [head, virtualizer, firstLine]);

  const show = (entry: ListItem, isActive: boolean) => {
    const payload = payloads[entry.row];
    if (payload === undefined) return null;
    switch (entry.kind) {
      case 'head':
        return (
          <h3 className={styles.head} aria-current={entry.row === row} data-active={isActive}>
            <button type="button" tabIndex={isActive ? 0 : -1} onClick={() => navigate({ row: entry.row })}>
              Row {entry.row + 1}{' '}
              <span className={styles.key}>
                <ExactText text={keyOf(payload)} />
              </span>
            </button>
            <span className={styles.size}>
              {payload.body === null ? 'no payload' : formatBytes(payload.bytes)}
            </span>
          </h3>
        );
      case 'line': {
        const range = highlighted(entry.row);
        return (
          <PayloadLine
            key={lineKey(entry.line, entry.body)}
            line={entry.line}
            body={entry.body}
            active={isActive}
            highlighted={range !== undefined && entry.index >= range.from && entry.index <= range.to}
          />
        );
      }
      case 'text':
        return (
          <pre className={styles.text}>
            <ExactText text={beginning(entry.text, TEXT_MAX)} />
            {entry.text.length > TEXT_MAX ? (
              <span className={textStyles.folded}>… {formatBytes(payload.bytes)} in all, folded here</span>
            ) : null}
          </pre>
        );
      case 'issues':
        return <RowIssuesNotice row={entry.row} issues={payload.issues} about={rejected} />;
    }
  };
  return (
    <div
      className={payloadViewsStyles.scroll}
      ref={scroll}
      role="region"
      aria-label={`Payloads of ${plural(payloads.length, 'row')}`}
      tabIndex={0}
      {...listeners}
      onPointerLeave={() => highlightPath(store, undefined)}
    >
      <div className={payloadViewsStyles.lines} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const entry = entries.all[index];
          return entry === undefined ? null : (
            <div
              key={index}
              data-index={index}
              ref={virtualizer.measureElement}
              className={payloadViewsStyles.slot}
              style={{ transform: `translateY(${start}px)` }}
            >
              {show(entry, index === active)}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** An entry of the list of all payloads. Each row has a heading, then its lines, its text or its issues. */
type ListItem =
  | { kind: 'head'; row: number }
  | { kind: 'line'; row: number; body: string; line: Line; index: number }
  | { kind: 'text'; row: number; text: string }
  | { kind: 'issues'; row: number };

interface Entries {
  all: readonly ListItem[];
  /** The index of each row's heading. */
  heads: readonly number[];
  /** The lines of each row; empty if the row shows something else. */
  lines: readonly (readonly Line[])[];
}

function entriesOf(payloads: readonly Payload[], view: PayloadView, url: string): Entries {
  const all: ListItem[] = [];
  const heads: number[] = [];
  const lines: Line[][] = [];
  payloads.forEach(({ body, bytes }, row) => {
    heads.push(all.length);
    all.push({ kind: 'head', row });
    const own = body !== null && view === 'pretty' ? layOut(body) : [];
    lines.push(own);
    if (body === null) all.push({ kind: 'issues', row });
    else if (view === 'pretty') {
      own.forEach((line, index) => all.push({ kind: 'line', row, body, line, index }));
    } else all.push({ kind: 'text', row, text: view === 'raw' ? body : requestText(url, body, bytes) });
  });
  return { all, heads, lines };
}
