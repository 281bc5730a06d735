import { ArrowRight } from 'lucide-react';
import { useId, useMemo, useState } from 'react';
import { formatCount, plural } from '../../lib/format';
import type { BulkChange } from '../../mapping/bulk';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { useMapping, useMappingStore } from '../context';
import styles from './bulk-dialog.module.css';
import type { BulkEdit } from './bulk-edits';
import { NewConflictsNotice } from './new-conflicts-notice';

const EXAMPLES_MAX = 5;

/** Shows what a bulk edit would change, and which conflicts it would cause, before it is applied. */
export default function BulkDialog({ edit, onClose }: { edit: BulkEdit; onClose: () => void }) {
  const store = useMappingStore();
  const draft = useMapping((state) => state.draft);
  const shown = useMapping((state) => state.shown);
  const columns = useMapping((state) => state.columns);
  const [planOf, setPlanOf] = useState(() => edit.plan);
  const summaryId = useId();
  const result = useMemo(() => planOf({ shown, draft, columns }), [shown, columns, draft, planOf]);
  const error = 'error' in result ? result.error : undefined;
  const plan = 'error' in result ? undefined : result;
  const count = plan?.changes.length ?? 0;
  const apply = () => {
    if (plan === undefined || count === 0) return;
    store.dispatch({ type: 'replace', name: plan.name, draft: plan.draft });
    onClose();
  };
  return (
    <Dialog
      title={`${edit.label}: ${plural(shown.length, 'field')}`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" data-first disabled={count === 0} onClick={apply}>
            {`${edit.verb} ${plural(count, edit.noun)}`}
          </Button>
        </>
      }
    >
      {edit.Form === undefined ? null : (
        <edit.Form
          invalid={error !== undefined}
          describedBy={summaryId}
          onChange={(next) => setPlanOf(() => next)}
          onEnter={apply}
        />
      )}
      <p id={summaryId} role="status" className={styles.summary} data-bad={error !== undefined}>
        {error ?? summary(edit, count, shown.length)}
      </p>
      {plan === undefined || count === 0 ? null : <Examples changes={plan.changes} />}
      {plan === undefined ? null : <NewConflictsNotice conflicts={plan.conflicts} />}
    </Dialog>
  );
}

function summary({ verb, noun, unchanged }: BulkEdit, count: number, of: number): string {
  if (count === 0) return unchanged;
  if (verb === 'Remove') return `${plural(count, 'field')} will be removed. Undo brings them back.`;
  const same = of - count;
  const rest = same === 0 ? '' : ` ${plural(same, 'other stays as it is', 'others stay as they are')}.`;
  return `${plural(count, `${noun} changes`, `${noun}s change`)}.${rest}`;
}

function Examples({ changes }: { changes: readonly BulkChange[] }) {
  const more = changes.length - EXAMPLES_MAX;
  return (
    <div className={styles.examples}>
      <ul>
        {changes.slice(0, EXAMPLES_MAX).map((change, index) => (
          <li key={index}>
            <Example change={change} />
          </li>
        ))}
      </ul>
      {more > 0 ? <p>and {formatCount(more)} more</p> : null}
    </div>
  );
}

function Example({ change: { field, before, after } }: { change: BulkChange }) {
  if (after === undefined) return <code>{before}</code>;
  const becomes = <ArrowRight size={13} role="img" aria-label="becomes" />;
  return field === undefined ? (
    <>
      <code>{before}</code>
      {becomes}
      <code>{after}</code>
    </>
  ) : (
    <>
      <code>{field}</code>
      <span>{before}</span>
      {becomes}
      <b>{after}</b>
    </>
  );
}
