import { memo, useMemo } from 'react';
import { layOut, lineKey, linesAt, spaceAfter, type Line } from '../../lib/json/lines';
import { roundedTo } from '../../lib/json/rounding';
import { useDeferredStore } from '../../lib/store';
import type { ExcludedField } from '../../mapping/valid-mapping';
import { Button } from '../../ui/button';
import { ExactText, FoldedText, LongText } from '../../ui/exact-text';
import { useMappingStore } from '../context';
import { goToField, highlight } from '../ui-state';
import { withExcluded } from './excluded-lines';
import { goToPath, highlightPath, sendAsStringAction } from './payload-actions';
import styles from './payload-views.module.css';
import { VirtualLines } from './virtual-lines';

const LINE_PX = 21;

interface PayloadLinesProps {
  body: string;
  label: string;
  excluded: readonly ExcludedField[];
}

/** The formatted body, with a line for each field that it lacks. Only the lines in view are rendered. */
export function PayloadLines({ body, label, excluded }: PayloadLinesProps) {
  const store = useMappingStore();
  const lines = useMemo(() => layOut(body), [body]);
  const entries = useMemo(
    () => withExcluded(lines, excluded, store.get().draft.fields),
    [excluded, lines, store],
  );
  const current = useDeferredStore(highlight, (field) => field);
  const highlighted = useMemo(
    () => (current === undefined ? undefined : linesAt(lines, current.path)),
    [current, lines],
  );
  const firstLine = current?.by === 'mapping' ? highlighted?.from : undefined;
  const first = entries.findIndex((entry) => entry.kind === 'line' && entry.index === firstLine);
  return (
    <VirtualLines
      label={label}
      count={entries.length}
      estimateSize={() => LINE_PX}
      overscan={1}
      shown={first === -1 ? undefined : first}
      pathAt={(index) => {
        const entry = entries[index];
        return entry?.kind === 'line' ? entry.line.path : undefined;
      }}
      onEnter={(index) => {
        const entry = entries[index];
        if (entry?.kind === 'excluded') goToField(store, entry.field.id);
        else if (entry !== undefined) goToPath(store, entry.line.path);
      }}
      renderLine={(index, isActive) => {
        const entry = entries[index];
        if (entry === undefined) return null;
        return entry.kind === 'excluded' ? (
          <button
            type="button"
            className={styles.excluded}
            data-active={isActive}
            tabIndex={isActive ? 0 : -1}
            onClick={() => goToField(store, entry.field.id)}
          >
            {entry.field.name}: {entry.field.reason}
          </button>
        ) : (
          <PayloadLine
            key={lineKey(entry.line, body)}
            line={entry.line}
            body={body}
            active={isActive}
            highlighted={
              highlighted !== undefined && entry.index >= highlighted.from && entry.index <= highlighted.to
            }
          />
        );
      }}
    />
  );
}

interface PayloadLineProps {
  line: Line;
  body: string;
  /** Whether it is the one that arrow keys have moved to. */
  active: boolean;
  highlighted: boolean;
}

export const PayloadLine = memo(function PayloadLine({ line, body, active, highlighted }: PayloadLineProps) {
  const store = useMappingStore();
  const rounded = line.tokens
    .filter(({ kind }) => kind === 'number')
    .map(({ start, end }) => roundedTo(body.slice(start, end)))
    .find((read) => read !== undefined);
  const asString = rounded === undefined ? undefined : sendAsStringAction(store, line.path);
  return (
    <div
      className={styles.line}
      data-active={active}
      data-highlighted={highlighted}
      data-indent={line.indent}
      onPointerEnter={() => highlightPath(store, line.path)}
    >
      <span className={styles.text} style={{ paddingLeft: `${Math.min(line.indent, 16) * 2 + 2}ch` }}>
        {line.tokens.map(({ kind, start, end }, index) => {
          const text = body.slice(start, end);
          return (
            <span key={index} className={styles[kind]}>
              {kind === 'string' ? (
                <FoldedText text={text} />
              ) : kind === 'key' ? (
                <ExactText text={text} />
              ) : (
                text
              )}
              {spaceAfter(line, index, body) ? ' ' : ''}
            </span>
          );
        })}
      </span>
      {rounded === undefined ? null : (
        <span className={styles.note} title={`JavaScript receivers will read ${rounded}.`}>
          {/* The spaces are for the text that screen readers announce. */} JavaScript will round this{' '}
          {asString === undefined ? null : (
            <Button
              look="link"
              tabIndex={active ? 0 : -1}
              onClick={({ currentTarget }) => {
                // The button disappears.
                currentTarget.closest<HTMLElement>('[role="region"]')?.focus();
                asString.send();
              }}
            >
              {asString.label}
            </Button>
          )}
        </span>
      )}
    </div>
  );
});

/** The exact body. */
export function RawBody({ body, label }: { body: string; label: string }) {
  return (
    <pre className={styles.raw} role="region" aria-label={label} tabIndex={0}>
      <LongText text={body} />
    </pre>
  );
}
