import { Lightbulb, X } from 'lucide-react';
import { useId, useMemo, useState } from 'react';
import { plural } from '../../lib/format';
import { useStore } from '../../lib/store';
import { adviceFor, sensitiveAmong, type AdviceAction } from '../../mapping/advice';
import { proposeNesting } from '../../mapping/bulk';
import type { Draft, DraftField } from '../../mapping/model';
import { freePath } from '../../mapping/paths';
import { hashed } from '../../mapping/steps';
import { Button, IconButton } from '../../ui/button';
import { useDeferredMapping, useDetail, useMapping, useWorkbench } from '../context';
import styles from './advice-notes.module.css';

/** Notes about what may be unwanted in the payload: one line that expands, each with a button that follows it. */
export function AdviceNotes() {
  const { keyColumns } = useDetail();
  const { mapping: store, dismissedNotes } = useWorkbench();
  const fields = useDeferredMapping((state) => state.draft.fields);
  const columns = useMapping((state) => state.columns);
  const dismissed = useStore(dismissedNotes);
  const [open, setOpen] = useState(false);
  const listId = useId();
  const sensitive = useMemo(() => sensitiveAmong(columns.values()), [columns]);
  const advice = useMemo(
    () => adviceFor(fields, columns, keyColumns, sensitive).filter(({ key }) => !dismissed.includes(key)),
    [columns, dismissed, sensitive, keyColumns, fields],
  );
  const [first] = advice;
  if (first === undefined) return null;

  const follow = (action: AdviceAction) => {
    const name = action.label.charAt(0).toLowerCase() + action.label.slice(1);
    store.rebuild(name, (draft, newId) => {
      if ('add' in action)
        return action.add.reduce((grown, column) => withColumn(grown, column, newId()), draft);
      if ('remove' in action)
        return { ...draft, fields: draft.fields.filter(({ id }) => !action.remove.includes(id)) };
      const fields = draft.fields.map((field) =>
        action.hash.includes(field.id) ? { ...field, value: hashed(field.value) } : field,
      );
      return { ...draft, fields };
    });
    const last = store.get().draft.fields.at(-1);
    if ('add' in action && last !== undefined) store.requestFocus(last.id, 'path');
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
              <span className={styles.actions}>
                {each.actions.map((action) => (
                  <Button key={action.label} look="link" onClick={() => follow(action)}>
                    {action.label}
                  </Button>
                ))}
              </span>
              <IconButton
                label={`Dismiss: ${each.message}`}
                icon={X}
                onClick={() => dismissedNotes.set([...dismissed, each.key])}
              />
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function withColumn(draft: Draft, column: string, id: number): Draft {
  const field: DraftField = { id, to: freePath(column, draft), value: { kind: 'column', column } };
  return { ...draft, fields: [...draft.fields, field] };
}

const HINT = 'nesting hint';

/** Explains nesting until a field is nested, and offers to nest fields with common words. */
export function NestingHint() {
  const { mapping: store, dismissedNotes } = useWorkbench();
  const draft = useDeferredMapping((state) => state.draft);
  const columns = useMapping((state) => state.columns);
  const dismissed = useStore(dismissedNotes, (keys) => keys.includes(HINT));
  const flat = draft.fields.length > 0 && draft.fields.every(({ to }) => !/[.[]/.test(to));
  const proposal = useMemo(
    () => (flat && !dismissed ? proposeNesting(draft, columns) : undefined),
    [columns, draft, flat, dismissed],
  );
  if (!flat || dismissed) return null;
  return (
    <div className={styles.hint}>
      <Lightbulb size={15} aria-hidden />
      <div>
        <p>
          Type a dot to nest: <code>user.name.first</code>. For a list, a number: <code>phones[0]</code>
        </p>
        {proposal === undefined ? null : (
          <Button
            look="link"
            onClick={() => {
              // What is on screen may be older.
              const { draft: now } = store.get();
              const plan = proposeNesting(now, columns);
              if (plan === undefined) return;
              store.dispatch({ type: 'replace', name: plan.name, draft: plan.draft });
              // The hint disappears, so the first nested field takes the focus.
              const first = plan.draft.fields.find((field, index) => field !== now.fields[index]);
              if (first !== undefined) store.requestFocus(first.id, 'path');
            }}
          >
            Nest by common words:{' '}
            {proposal.changes
              .slice(0, 2)
              .map(({ after }) => after)
              .join(', ')}
            {proposal.changes.length > 2 ? ', …' : ''}
          </Button>
        )}
      </div>
      <IconButton
        label="Hide this hint"
        icon={X}
        onClick={() => dismissedNotes.set([...dismissedNotes.get(), HINT])}
      />
    </div>
  );
}
