import { ShieldAlert } from 'lucide-react';
import { useMemo } from 'react';
import { CompletionInput, type Suggestion } from '../../ui/autocomplete';
import { useStore } from '../../lib/store';
import { shortType } from '../../lib/short-type';
import { visibleName } from '../../lib/visible-name';
import { sensitiveKey } from '../../mapping/advice';
import { dismissed, noteKey } from '../dismissed';
import { sensitive, type Sensitive } from '../../mapping/sensitive';
import { readableNames } from '../../mapping/readable-names';
import type { Source } from '../../mapping/model';
import { namesLike } from '../../mapping/columns';
import { formatReference, openReference } from '../../mapping/template';
import { sameTyping } from '../../mapping/typing';
import { InsidePicker } from './json-path-picker';
import { useColumnOf, useMapping, useMappingStore } from '../context';
import { ConstantEditor } from './value-controls';
import styles from './field-row.module.css';

interface SourceCellProps {
  id: number;
  source: Source;
  /** Of the element that says what is wrong with it. */
  issuesId: string | undefined;
}

/** What a field is made of: a column's name, a fixed value or a template. */
export function SourceCell({ id, source, issuesId }: SourceCellProps) {
  const store = useMappingStore();
  const column = useColumnOf(source);
  const typing = useMapping((state) => sameTyping(state.typing, { part: 'column', id }));
  const what = useMemo(() => (column === undefined ? undefined : sensitive(column)), [column]);
  const settle = () => store.dispatch({ type: 'settle' });
  const fault = { 'aria-invalid': issuesId !== undefined, 'aria-describedby': issuesId };
  if (source.kind === 'value') {
    return (
      <ConstantEditor
        label="Fixed value"
        part="source"
        issuesId={issuesId}
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
        {...fault}
        aria-label="Template"
        data-part="source"
        tabIndex={-1}
        value={source.template}
        placeholder="{first_name} {last_name}"
        onChange={(template) => store.dispatch({ type: 'template', id, template })}
        onBlur={settle}
        complete={(text, caret) => completeReference(text, caret, readableNames(store.get().columns))}
      />
    );
  }
  if (column?.readable !== true || typing) {
    return (
      <CompletionInput
        className={styles.template}
        {...fault}
        aria-label="Column"
        data-part="source"
        tabIndex={-1}
        value={source.column}
        placeholder="Type a column"
        eager
        onChange={(name) => store.dispatch({ type: 'column', id, column: name })}
        onBlur={settle}
        complete={(text) => completeColumn(text, readableNames(store.get().columns))}
      />
    );
  }
  return (
    <>
      <span className={styles.column} title={`${column.name} ${column.type}`}>
        <span className={styles.name}>{visibleName(column.name)}</span>
        {what === undefined ? null : <SensitiveMark name={column.name} what={what} />}
        <span className={styles.type}>{shortType(column.type)}</span>
      </span>
      {column.pointable || source.at !== undefined ? (
        <InsidePicker id={id} issuesId={issuesId} column={column.name} at={source.at} />
      ) : null}
    </>
  );
}

function SensitiveMark({ name, what }: { name: string; what: Sensitive }) {
  const { relation } = useMappingStore();
  const gone = useStore(dismissed, (keys) => keys.has(noteKey(relation, sensitiveKey(name))));
  return gone ? null : (
    <ShieldAlert size={13} className={styles.sensitive} role="img" aria-label={`looks like ${what}`} />
  );
}

function completeReference(text: string, caret: number, columns: Iterable<string>): Suggestion[] {
  const open = openReference(text, caret);
  if (open === undefined) return [];
  // What is left of a reference that was begun before goes with it.
  const after = text.slice(caret).replace(/^[\w$]*"?\}/, '');
  return namesLike(open.typed, columns).map((name) => {
    const before = text.slice(0, open.start) + formatReference(name);
    return { label: visibleName(name), value: before + after, caret: before.length };
  });
}

function completeColumn(text: string, columns: Iterable<string>): Suggestion[] {
  return namesLike(text, columns).map((name) => ({ label: visibleName(name), value: name }));
}
