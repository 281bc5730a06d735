import type { FieldPath, Payload } from '@rowhook/contracts';
import { useDeferredValue, useMemo } from 'react';
import { beginning, formatBytes, plural } from '../../lib/format';
import { layOut, lineKey, linesAt, type Line } from '../../lib/json/lines';
import { useDeferredStore, useStore } from '../../lib/store';
import { navigate, type PayloadView } from '../../lib/url-state';
import { ExactText } from '../../ui/exact-text';
import textStyles from '../../ui/exact-text.module.css';
import { useMappingStore, useReceiver } from '../context';
import { highlight } from '../ui-state';
import styles from './all-payloads.module.css';
import { RowIssuesNotice } from './no-payload';
import { goToPath } from './payload-actions';
import { PayloadLine } from './payload-views';
import { requestText, webhookUrlOf } from './request';
import { VirtualLines } from './virtual-lines';

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
  const payloads = useDeferredValue(props.payloads);
  const url = webhookUrlOf(useStore(useReceiver().url));
  const entries = useMemo(() => entriesOf(payloads, view, url), [payloads, url, view]);
  const current = useDeferredStore(highlight, (field) => field);
  const highlighted = useMemo(() => current && lineFinder(entries.lines, current.path), [entries, current]);
  const head = entries.heads[row];
  const firstLine = current?.by === 'mapping' ? highlighted?.(row)?.from : undefined;

  const renderLine = (index: number, isActive: boolean) => {
    const entry = entries.all[index];
    const payload = entry && payloads[entry.row];
    if (entry === undefined || payload === undefined) return null;
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
        const range = highlighted?.(entry.row);
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
    <VirtualLines
      label={`Payloads of ${plural(payloads.length, 'row')}`}
      count={entries.all.length}
      estimateSize={(index) => HEIGHT_PX[entries.all[index]?.kind ?? 'line']}
      overscan={4}
      top={head}
      shown={head === undefined || firstLine === undefined ? undefined : head + 1 + firstLine}
      pathAt={(index) => {
        const entry = entries.all[index];
        return entry?.kind === 'line' ? entry.line.path : undefined;
      }}
      onEnter={(index) => {
        const entry = entries.all[index];
        if (entry?.kind === 'head') navigate({ row: entry.row });
        else if (entry?.kind === 'line') goToPath(store, entry.line.path);
      }}
      renderLine={renderLine}
    />
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

/** Finds the lines of a path in the payload of a row, and remembers them. */
function lineFinder(lines: Entries['lines'], path: FieldPath) {
  const found = new Map<number, ReturnType<typeof linesAt>>();
  return (row: number) => {
    if (!found.has(row)) found.set(row, linesAt(lines[row] ?? [], path));
    return found.get(row);
  };
}
