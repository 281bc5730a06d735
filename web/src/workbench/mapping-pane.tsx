import type { Mapping } from '@rowhook/contracts';
import { Columns3, Combine, Quote } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { isFocusLost } from '../lib/focus-lost';
import { Menu } from '../ui/menu';
import { Segmented } from '../ui/toggle-group';
import { Skeleton } from '../ui/loading';
import type { TabPanel } from '../ui/tabs';
import { goTo, place } from '../lib/url-state';
import { useStore } from '../lib/store';
import { plural } from '../lib/format';
import { AdviceNotes } from './fields/advice-notes';
import { FieldFacts } from './fields/field-facts';
import { NestingHint } from './fields/nesting-hint';
import { partOf } from '../mapping/row-part';
import { freePath } from '../mapping/arrival';
import { FieldsBar } from './fields-bar';
import { MappingFiles } from './export/mapping-files';
import styles from './mapping-pane.module.css';
import { MatchSample } from '../match-sample/match-sample';
import { KnownTarget } from '../match-sample/known-target';
import { MappingGrid } from './fields/grid';
import type { MappingStore } from './store';
import { useMapping, useMappingStore } from './context';

const MappingTree = lazy(() => import('./tree/mapping-tree'));

interface MappingPaneProps {
  /** Where it is behind a tab. */
  panel: TabPanel | undefined;
  /** A mapping of another relation was opened. */
  onOpenElsewhere: (mapping: Mapping) => void;
  staleNote: string;
  primaryKey: readonly string[];
}

export function MappingPane({ panel, onOpenElsewhere, staleNote, primaryKey }: MappingPaneProps) {
  const store = useMappingStore();
  const view = useStore(place, ({ mapping }) => mapping);
  const count = useMapping((state) => state.draft.rows.length);
  const shown = useMapping((state) => state.shown.length);
  const conflicts = useMapping((state) => state.verdict.errors.size);
  const whole = useMapping((state) => state.verdict.whole);
  const reported = useMapping((state) => state.reports.size);
  const locked = useMapping(
    ({ columns }) => columns.size > 0 && [...columns.values()].every(({ readable }) => !readable),
  );

  const pane = useRef<HTMLElement>(null);
  useEffect(() => {
    // The last field went, and with it what had the focus.
    if (count === 0 && isFocusLost()) pane.current?.focus();
  }, [count]);

  return (
    <section {...panel} ref={pane} tabIndex={-1} className={styles.pane} aria-label="Mapping">
      <header className={styles.head}>
        <h2>Mapping</h2>
        <span className={styles.count}>{plural(count, 'field')}</span>
        <Segmented
          label="Show the mapping as"
          options={[
            { value: 'list', label: 'List' },
            { value: 'tree', label: 'Tree' },
          ]}
          value={view}
          onChange={(mapping) => goTo({ mapping })}
        />
        <span className={styles.space} />
        <MatchSample />
        <MappingFiles onOpenElsewhere={onOpenElsewhere} />
        <Menu
          label="Add field"
          items={[
            {
              label: 'Column',
              about: 'Any column, even one already used',
              icon: Columns3,
              onSelect: () => store.add({ to: '', source: { kind: 'column', column: '' } }, 'source'),
            },
            {
              label: 'Fixed value',
              about: 'The same in every payload',
              icon: Quote,
              onSelect: () =>
                store.add(
                  {
                    to: freePath('value', store.get().draft),
                    source: { kind: 'value', constant: { kind: 'text', text: '' } },
                  },
                  'source',
                ),
            },
            {
              label: 'Combine columns',
              about: 'A text such as {first_name} {last_name}',
              icon: Combine,
              onSelect: () =>
                store.add(
                  { to: freePath('text', store.get().draft), source: { kind: 'template', template: '' } },
                  'source',
                ),
            },
          ]}
        />
      </header>
      {count === 0 ? null : <FieldsBar />}
      <KnownTarget />
      <NestingHint />
      {count === 0 ? (
        <p className={styles.empty}>
          {locked
            ? 'This login may read none of the columns, so none is mapped yet.'
            : 'No fields: the payload is an empty object. Add columns from the list, or a field of another kind above.'}
        </p>
      ) : shown === 0 ? (
        <p className={styles.empty}>No field has this in its path or source.</p>
      ) : view === 'tree' ? (
        <Suspense fallback={<Skeleton label="Opening the tree" lines={6} />}>
          <MappingTree />
        </Suspense>
      ) : (
        <MappingGrid />
      )}
      <AdviceNotes primaryKey={primaryKey} />
      <footer className={styles.foot}>
        {conflicts > 0 ? (
          <>
            <button type="button" className={styles.conflicts} onClick={() => goToConflict(store)}>
              {plural(conflicts, 'conflict')}
            </button>
            <span className={styles.note}>{staleNote}</span>
          </>
        ) : whole.length > 0 ? (
          <span className={styles.whole}>{whole.join(' ')}</span>
        ) : (
          <span>
            {reported > 0
              ? `${plural(reported, 'field')} to check`
              : locked && count === 0
                ? ''
                : 'No conflicts'}
          </span>
        )}
        <span className={styles.space} />
        <FieldFacts>
          <span className={styles.keys} aria-hidden>
            {conflicts > 0
              ? ''
              : view === 'list'
                ? '↑↓ rows · ←→ cells · Alt ↑↓ move · Ctrl Z undo'
                : 'Alt ↑↓←→ move · Enter rename · Del remove · Ctrl Z undo'}
          </span>
        </FieldFacts>
      </footer>
    </section>
  );
}

/** Leads to the first of what keeps the mapping from being applied. */
function goToConflict(store: MappingStore): void {
  const { draft, verdict } = store.get();
  for (const { id } of draft.rows) {
    const [issue] = verdict.errors.get(id) ?? [];
    if (issue === undefined) continue;
    store.want(id, partOf(issue));
    return;
  }
}
