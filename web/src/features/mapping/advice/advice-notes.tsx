import { Lightbulb, X } from 'lucide-react';
import { useId, useMemo, useState } from 'react';
import { Button, IconButton } from '../../../components/button';
import { useStore } from '../../../state/store';
import { plural } from '../../../text/format';
import { freePath } from '../draft/arrival';
import { useMapping, useMappingStore } from '../store/use-mapping';
import { adviceFor, type Advice } from './advice';
import styles from './advice-notes.module.css';
import { dismiss, dismissed, noteKey } from './dismissed';

/** What may be unwanted in the payload: one line that opens, each note with one click that follows it. */
export function AdviceNotes({ primaryKey }: { primaryKey: readonly string[] }) {
  const store = useMappingStore();
  const rows = useMapping((state) => state.draft.rows);
  const columns = useMapping((state) => state.columns);
  const gone = useStore(dismissed, (keys) => keys);
  const [open, setOpen] = useState(false);
  const listId = useId();
  const { relation } = store;
  const advice = useMemo(
    () => adviceFor(rows, columns, primaryKey).filter(({ key }) => !gone.has(noteKey(relation, key))),
    [columns, gone, primaryKey, relation, rows],
  );
  const [first] = advice;
  if (first === undefined) return null;

  const follow = ({ action }: Advice) => {
    const { draft } = store.get();
    if ('remove' in action) {
      const kept = draft.rows.filter(({ id }) => !action.remove.includes(id));
      store.dispatch({ type: 'replace', name: action.label.toLowerCase(), draft: { ...draft, rows: kept } });
      return;
    }
    for (const name of action.add)
      store.add({ to: freePath(name, store.get().draft), source: { kind: 'column', column: name } }, 'path');
  };
  return (
    <div className={styles.notes}>
      <button
        type="button"
        className={styles.summary}
        aria-expanded={open}
        aria-controls={open ? listId : undefined}
        onClick={() => setOpen(!open)}
      >
        <Lightbulb size={14} aria-hidden />
        {plural(advice.length, 'note')}
        {open ? null : <span>{first.message}</span>}
      </button>
      {open ? (
        <ul id={listId} className={styles.list}>
          {advice.map((each) => (
            <li key={each.key}>
              <span>{each.message}</span>
              <Button look="link" onClick={() => follow(each)}>
                {each.action.label}
              </Button>
              <IconButton
                label={`Dismiss: ${each.message}`}
                icon={X}
                onClick={() => dismiss(noteKey(relation, each.key))}
              />
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
