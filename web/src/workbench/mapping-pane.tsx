import { ClipboardPaste } from 'lucide-react';
import { useContext, useEffect, useMemo, useRef, type ReactNode } from 'react';
import { firstShortcut } from '../lib/commands';
import { isFocusLost } from '../lib/dom';
import { formatCount, plural } from '../lib/format';
import { useStore } from '../lib/store';
import { navigate, urlState } from '../lib/url-state';
import { visibleName } from '../lib/visible-text';
import { partOf } from '../mapping/issues';
import { Button } from '../ui/button';
import { FilterInput } from '../ui/field';
import { FailedPart, lazyPart } from '../ui/lazy-part';
import { Menu } from '../ui/menu';
import { Skeleton } from '../ui/skeleton';
import { ToggleGroup } from '../ui/toggle-group';
import { bulkEdits } from './bulk/bulk-edits';
import { columnFacts, formatFacts } from './sample';
import { SampleContext, useMapping, useMappingStore, useReceiver } from './context';
import { OpenMapping, type OpenElsewhere } from './export/open-mapping';
import { AdviceNotes, NestingHint } from './fields/advice-notes';
import { MappingGrid } from './fields/grid';
import { IssueBar } from './fields/issue-bar';
import { addField, newFields } from './fields/new-field';
import { undo } from './mapping-commands';
import styles from './mapping-pane.module.css';
import { issueCount, issuesOf, type MappingStore } from './store';
import { remove, rename } from './tree/tree-keys';
import { highlight, shownDialog, shownPane, sourceForm } from './ui-state';

const MappingTree = lazyPart(
  () => import('./tree/mapping-tree'),
  <div className={styles.placeholder}>
    <Skeleton label="Opening the tree" lines={6} />
  </div>,
  () => (
    <div className={styles.placeholder}>
      <FailedPart />
    </div>
  ),
);
const TargetStrip = lazyPart(() => import('./target-strip'));

export function MappingPane({ onOpenElsewhere }: { onOpenElsewhere: OpenElsewhere }) {
  const store = useMappingStore();
  const receiver = useReceiver();
  const target = useStore(receiver.target);
  const view = useStore(urlState, ({ mapping }) => mapping);
  const count = useMapping((state) => state.draft.fields.length);
  const shown = useMapping((state) => state.shown.length);
  const issues = useMapping(issueCount);
  const mappingErrors = useMapping((state) => state.validation.mappingErrors.join(' '));
  const hasColumns = useMapping(({ columns }) => columns.size > 0);
  const locked = useMapping(
    ({ columns }) => columns.size > 0 && [...columns.values()].every(({ readable }) => !readable),
  );

  const pane = useRef<HTMLElement>(null);
  const matchButton = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // The last field was removed, and the focus with it.
    if (count === 0 && isFocusLost()) pane.current?.focus();
  }, [count]);

  return (
    <section ref={pane} tabIndex={-1} className={styles.pane} aria-label="Mapping">
      <header className={styles.head}>
        <h2>Mapping</h2>
        <span className={styles.count}>{plural(count, 'field')}</span>
        <ToggleGroup
          label="Show the mapping as"
          options={[
            { value: 'list', label: 'List' },
            { value: 'tree', label: 'Tree' },
          ]}
          value={view}
          onChange={(mapping) => navigate({ mapping })}
        />
        <span className={styles.space} />
        <Button
          ref={matchButton}
          icon={ClipboardPaste}
          title="Match a sample"
          onClick={() => shownDialog.set('match sample')}
        >
          <span className={styles.match}>
            Match <span>a sample</span>
          </span>
        </Button>
        <OpenMapping onOpenElsewhere={onOpenElsewhere} />
        <Menu
          label="Add field"
          items={newFields.map((each) => ({ ...each, onSelect: () => addField(store, each) }))}
        />
      </header>
      {count === 0 ? null : <FieldsBar />}
      {target === undefined ? null : (
        <TargetStrip
          target={target}
          onRemove={() => {
            receiver.target.set(undefined);
            matchButton.current?.focus();
          }}
        />
      )}
      <NestingHint />
      {count === 0 ? (
        <p className={styles.empty}>
          {locked
            ? 'This login may read none of the columns, so none is mapped yet.'
            : `No fields: the payload is an empty object. ${
                hasColumns
                  ? 'Add columns from the list, or a field of another kind above.'
                  : 'There are no columns, but you can add fixed values above.'
              }`}
        </p>
      ) : shown === 0 ? (
        <p className={styles.empty}>No field has this in its path or value.</p>
      ) : view === 'tree' ? (
        <MappingTree />
      ) : (
        <MappingGrid />
      )}
      <IssueBar />
      <AdviceNotes />
      <footer className={styles.foot}>
        {issues > 0 ? (
          <button type="button" className={styles.issues} onClick={() => goToFirstIssue(store)}>
            {plural(issues, 'issue')}
          </button>
        ) : mappingErrors === '' ? (
          <span className={styles.summary}>{locked && count === 0 ? '' : 'No issues'}</span>
        ) : null}
        {mappingErrors === '' ? null : <span className={styles.whole}>{mappingErrors}</span>}
        <span className={styles.space} />
        <FieldFacts>
          <span className={styles.keys} aria-hidden>
            {issues > 0
              ? ''
              : view === 'list'
                ? `↑↓ rows · ←→ cells · Alt ↑↓ move · ${firstShortcut(undo)} undo`
                : `Alt ↑↓←→ move · ${firstShortcut(rename)} rename · ${firstShortcut(remove)} remove · ${firstShortcut(undo)} undo`}
          </span>
        </FieldFacts>
      </footer>
    </section>
  );
}

/** Focuses the part of a field that has the first issue, or opens the condition that has it. */
function goToFirstIssue(store: MappingStore): void {
  const state = store.get();
  for (const field of state.draft.fields) {
    const [issue] = issuesOf(state, field);
    if (issue === undefined) continue;
    store.requestFocus(field.id, partOf(issue));
    return;
  }
  const [condition] = state.conditionErrors.keys();
  shownPane.set('payload');
  sourceForm.set(condition);
}

/** Searches the fields, and edits all that the search finds. */
function FieldsBar() {
  const store = useMappingStore();
  const text = useMapping((state) => state.fieldSearch.text);
  const shown = useMapping((state) => state.shown.length);
  const all = useMapping((state) => state.draft.fields.length);
  const filtered = text !== '';
  return (
    <div className={styles.bar}>
      <FilterInput
        label="Filter fields"
        className={styles.filter}
        value={text}
        onChange={store.setFieldSearch}
      />
      {filtered ? (
        <span className={styles.shown}>
          {formatCount(shown)} of {formatCount(all)}
        </span>
      ) : null}
      <Menu
        label={filtered ? `Edit ${plural(shown, 'field')}` : 'Bulk edit'}
        disabled={shown === 0}
        items={bulkEdits.map((each) => ({
          ...each,
          label: each.Form === undefined ? each.label : `${each.label}…`,
          onSelect: () => shownDialog.set(each),
        }))}
      />
    </div>
  );
}

/** Facts from the sample about the highlighted field; without them, the children. */
function FieldFacts({ children }: { children: ReactNode }) {
  const sample = useContext(SampleContext)?.sample;
  const highlighted = useStore(highlight, (current) => current?.field);
  const column = useMapping(({ draft }) => {
    const value =
      highlighted === undefined ? undefined : draft.fields.find(({ id }) => id === highlighted)?.value;
    return value?.kind === 'column' ? value.column : undefined;
  });
  const facts = useMemo(
    () => (column === undefined ? undefined : columnFacts(sample, column)),
    [column, sample],
  );
  if (column === undefined || facts === undefined) return children;
  return (
    <span className={styles.facts}>
      <b>{visibleName(column)}</b> {formatFacts(facts)}
    </span>
  );
}
