import { ArrowRight } from 'lucide-react';
import { useId, useMemo, useState } from 'react';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { plural } from '../../lib/format';
import { NewConflictsNotice } from './new-conflicts-notice';
import { useMapping, useMappingStore } from '../context';
import { about } from '../../mapping/about';
import { planBulk, type Bulk } from '../../mapping/bulk';
import { BulkChoice } from './bulk-choice';
import styles from './bulk-dialog.module.css';
import type { BulkChange } from '../../mapping/plan';

const EXAMPLES_MAX = 5;

/** Says what would change, and with which conflicts, before it does. */
export default function BulkDialog({ kind, onClose }: { kind: Bulk['kind']; onClose: () => void }) {
  const store = useMappingStore();
  const draft = useMapping((state) => state.draft);
  const shown = useMapping((state) => state.shown);
  const columns = useMapping((state) => state.columns);
  const { title, beginning, thing } = about[kind];
  const [bulk, setBulk] = useState<Bulk>(beginning);
  const summaryId = useId();
  const result = useMemo(() => planBulk(bulk, shown, draft, columns), [bulk, columns, draft, shown]);
  const plan = result.ok ? result.plan : undefined;
  const count = plan?.changes.length ?? 0;
  const apply = () => {
    if (plan === undefined || count === 0) return;
    store.dispatch({ type: 'replace', name: plan.name, draft: plan.draft });
    onClose();
  };
  return (
    <Dialog
      title={`${title}: ${plural(shown.length, 'field')}`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={count === 0} onClick={apply}>
            {`${kind === 'remove' ? 'Remove' : 'Change'} ${plural(count, thing)}`}
          </Button>
        </>
      }
    >
      <BulkChoice
        bulk={bulk}
        invalid={!result.ok}
        describedBy={summaryId}
        onChange={setBulk}
        onEnter={apply}
      />
      <p id={summaryId} role="status" className={styles.summary} data-bad={!result.ok}>
        {result.ok ? summary(kind, count, shown.length) : result.message}
      </p>
      {plan === undefined || count === 0 ? null : <Examples changes={plan.changes} />}
      {plan === undefined ? null : <NewConflictsNotice conflicts={plan.conflicts} />}
    </Dialog>
  );
}

function summary(kind: Bulk['kind'], count: number, of: number): string {
  const { thing, unchanged } = about[kind];
  if (count === 0) return unchanged;
  if (kind === 'remove') return `${plural(count, 'field')} will be removed. Undo brings them back.`;
  const same = of - count;
  const rest = same === 0 ? '' : ` ${plural(same, 'other stays as it is', 'others stay as they are')}.`;
  return `${plural(count, `${thing} changes`, `${thing}s change`)}.${rest}`;
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
      {more > 0 ? <p>and {more.toLocaleString('en')} more</p> : null}
    </div>
  );
}

function Example({ change: { field, before, after } }: { change: BulkChange }) {
  const becomes = <ArrowRight size={13} role="img" aria-label="becomes" />;
  if (after === undefined) return <code>{before}</code>;
  if (field === undefined) {
    return (
      <>
        <code>{before}</code>
        {becomes}
        <code>{after}</code>
      </>
    );
  }
  return (
    <>
      <code>{field}</code>
      <span>{before}</span>
      {becomes}
      <b>{after}</b>
    </>
  );
}
