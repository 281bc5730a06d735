import { ArrowRight } from 'lucide-react';
import { useId, useMemo, useState } from 'react';
import { Button } from '../../../components/button';
import { Dialog } from '../../../components/dialog';
import { Notice } from '../../../components/notice';
import { plural } from '../../../text/format';
import type { NewConflict } from '../checks/new-conflicts';
import { useMapping, useMappingStore } from '../store/use-mapping';
import { planBulk, type Bulk } from './bulk';
import { BulkChoice } from './bulk-choice';
import styles from './bulk-dialog.module.css';
import type { BulkChange } from './plan';

const EXAMPLES_MAX = 5;
const CONFLICTS_MAX = 3;

const titles: Record<Bulk['kind'], string> = {
  camelCase: 'snake_case to camelCase',
  prefix: 'Prefix',
  nest: 'Nest by common prefix',
  nulls: 'If NULL',
  sending: 'Send as',
  remove: 'Remove',
};

/** What an action is about to do when its dialog opens. */
const beginnings: { [Kind in Bulk['kind']]: Bulk & { kind: Kind } } = {
  camelCase: { kind: 'camelCase' },
  prefix: { kind: 'prefix', prefix: 'user.' },
  nest: { kind: 'nest' },
  nulls: { kind: 'nulls', policy: 'omit' },
  sending: { kind: 'sending', as: 'text' },
  remove: { kind: 'remove' },
};

/** What an action changes, counted in its words. */
const things: Record<Bulk['kind'], 'path' | 'field'> = {
  camelCase: 'path',
  prefix: 'path',
  nest: 'path',
  nulls: 'field',
  sending: 'field',
  remove: 'field',
};

const unchanged: Record<Bulk['kind'], string> = {
  camelCase: 'No key among these fields has an underscore between words.',
  prefix: 'No prefix can be added to these paths.',
  nest: 'No two keys in one object begin with the same word.',
  nulls: 'All of these fields do that already, or are fixed values.',
  sending: 'All of these fields are sent so already, or cannot be.',
  remove: 'There is nothing to remove.',
};

/** Says what would change, and with which conflicts, before it does. */
export default function BulkDialog({ kind, onClose }: { kind: Bulk['kind']; onClose: () => void }) {
  const store = useMappingStore();
  const draft = useMapping((state) => state.draft);
  const shown = useMapping((state) => state.shown);
  const columns = useMapping((state) => state.columns);
  const [bulk, setBulk] = useState<Bulk>(beginnings[kind]);
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
      title={`${titles[kind]}: ${plural(shown.length, 'field')}`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={count === 0} onClick={apply}>
            {`${kind === 'remove' ? 'Remove' : 'Change'} ${plural(count, things[kind])}`}
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
      {plan === undefined || plan.conflicts.length === 0 ? null : <Conflicts conflicts={plan.conflicts} />}
    </Dialog>
  );
}

function summary(kind: Bulk['kind'], count: number, of: number): string {
  if (count === 0) return unchanged[kind];
  if (kind === 'remove') return `${plural(count, 'field')} will be removed. Undo brings them back.`;
  const same = of - count;
  const rest = same === 0 ? '' : ` ${plural(same, 'other stays as it is', 'others stay as they are')}.`;
  const thing = things[kind];
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

function Conflicts({ conflicts }: { conflicts: readonly NewConflict[] }) {
  const more = conflicts.length - CONFLICTS_MAX;
  return (
    <Notice tone="warn" title={`${plural(conflicts.length, 'new conflict')} would arise`}>
      <ul className={styles.conflicts}>
        {conflicts.slice(0, CONFLICTS_MAX).map(({ id, message }) => (
          <li key={`${id ?? ''} ${message}`}>{message}</li>
        ))}
      </ul>
      {more > 0 ? <p>and {more.toLocaleString('en')} more</p> : null}
      <p>Until they are put right, the payload stays as it was.</p>
    </Notice>
  );
}
