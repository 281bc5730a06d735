import { CompletionInput, type Suggestion } from '../../components/completion-input';
import { shortType } from '../../components/short-type';
import { ConstantEditor } from './constant-editor';
import { InsidePicker } from './inside-picker';
import styles from './mapping-row.module.css';
import type { Source } from './model/draft';
import { formatReference, openReference } from './model/template';
import { useMapping, useMappingStore } from './use-mapping';

const SUGGESTIONS_MAX = 8;

/** What a field is made of: a column's name, a fixed value or a template. */
export function SourceCell({ id, source }: { id: number; source: Source }) {
  const store = useMappingStore();
  const column = useMapping(({ columns }) =>
    source.kind === 'column' ? columns.get(source.column) : undefined,
  );
  const settle = () => store.dispatch({ type: 'settle' });
  if (source.kind === 'value') {
    return (
      <ConstantEditor
        label="Fixed value"
        constant={source.constant}
        onChange={(constant, typed) => store.dispatch({ type: 'constant', id, constant, typed })}
        onBlur={settle}
      />
    );
  }
  if (source.kind === 'template') {
    return (
      <CompletionInput
        className={styles.template}
        aria-label="Template"
        data-part="source"
        tabIndex={-1}
        value={source.template}
        placeholder="{first_name} {last_name}"
        onChange={(template) => store.dispatch({ type: 'template', id, template })}
        onBlur={settle}
        complete={(text, caret) => completeReference(text, caret, store.get().columns.keys())}
      />
    );
  }
  if (column === undefined) {
    return (
      <CompletionInput
        className={styles.template}
        aria-label="Column"
        data-part="source"
        tabIndex={-1}
        value={source.column}
        placeholder="Type a column"
        eager
        onChange={(name) => store.dispatch({ type: 'column', id, column: name })}
        onBlur={settle}
        complete={(text) => completeColumn(text, store.get().columns.keys())}
      />
    );
  }
  return (
    <>
      <span className={styles.column} title={`${column.name} ${column.type}`}>
        <span className={styles.name}>{column.name}</span>
        <span className={styles.type}>{shortType(column.type)}</span>
      </span>
      {column.pointable || source.at !== undefined ? (
        <InsidePicker id={id} column={column.name} at={source.at} />
      ) : null}
    </>
  );
}

function completeReference(text: string, caret: number, columns: Iterable<string>): Suggestion[] {
  const open = openReference(text, caret);
  if (open === undefined) return [];
  // What is left of a reference that was begun before goes with it.
  const after = text.slice(caret).replace(/^[\w$]*"?\}/, '');
  return startingWith(open.typed, columns).map((name) => {
    const before = text.slice(0, open.start) + formatReference(name);
    return { label: name, value: before + after, caret: before.length };
  });
}

function completeColumn(text: string, columns: Iterable<string>): Suggestion[] {
  return startingWith(text, columns).map((name) => ({ label: name, value: name }));
}

/** Names that begin with what was typed come before those that only contain it. */
function startingWith(typed: string, names: Iterable<string>): string[] {
  const wanted = typed.toLowerCase();
  const found = [...names].filter((name) => name.toLowerCase().includes(wanted));
  const rank = (name: string) => (name.toLowerCase().startsWith(wanted) ? 0 : 1);
  return found.sort((a, b) => rank(a) - rank(b)).slice(0, SUGGESTIONS_MAX);
}
