import { ClipboardPaste } from 'lucide-react';
import { useContext, useDeferredValue, useId, useMemo, useState } from 'react';
import { plural } from '../lib/format';
import { newConflicts } from '../mapping/validate';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { SampleContext, useMapping, useMappingStore } from '../workbench/context';
import styles from './match-dialog.module.css';
import { isUntouched, planChanges } from './model/changes';
import { readSample, type Leaf } from './model/sample-text';
import { Others } from './others';
import { ProposalList } from './proposal-list';
import { SampleField } from './sample-field';
import { useChoices } from './use-choices';

const NO_LEAVES: readonly Leaf[] = [];

/** Takes the payload that a receiver expects and proposes where each of its values comes from; nothing changes until Apply. */
export default function MatchDialog({ onClose }: { onClose: () => void }) {
  const store = useMappingStore();
  const sample = useContext(SampleContext);
  const draft = useMapping((state) => state.draft);
  const [text, setText] = useState(store.inputs.get().pastedSample);
  const [handling, setHandling] = useState<'keep' | 'remove'>();
  const statusId = useId();

  const deferred = useDeferredValue(text);
  const read = useMemo(() => readSample(deferred), [deferred]);
  const leaves = read.state === 'read' ? read.leaves : NO_LEAVES;
  const { rows, choose, check, wishes } = useChoices(leaves, sample);

  const first = useMemo(
    () => planChanges(draft, leaves, wishes, 'keep', previewIds()),
    [draft, leaves, wishes],
  );
  // What was made by hand is not thrown away unasked.
  const others = handling ?? (first.others.every(isUntouched) ? 'remove' : 'keep');
  const plan = useMemo(
    () => planChanges(draft, leaves, wishes, others, previewIds()),
    [draft, leaves, others, wishes],
  );
  const conflicts = useMemo(() => newConflicts(draft, plan.draft), [draft, plan]);

  const without = rows.filter(({ choice }) => choice.kind === 'none').length;
  const gone = others === 'remove' ? plan.others.length : plan.inTheWay.length;
  const summary = [
    `${wishes.length} of ${plural(leaves.length, 'field')} chosen`,
    ...(without === 0 ? [] : [`${without} without a column`]),
    ...(gone === 0 ? [] : [`${plural(gone, 'other', 'others')} will be removed`]),
  ].join(', ');

  const keepTarget = () => {
    store.inputs.set({ ...store.inputs.get(), pastedSample: text });
    store.target.set(leaves.map(({ path, type }) => ({ path, type })));
    onClose();
  };
  const apply = () => {
    const changed = [...plan.changes.values()].some(({ kind }) => kind !== 'same');
    if (changed || plan.draft.rows.length !== draft.rows.length) {
      store.rebuild(
        `match the sample, ${plural(wishes.length, 'field')}`,
        (now, newId) => planChanges(now, leaves, wishes, others, newId).draft,
      );
    }
    store.setFilter('');
    keepTarget();
  };
  return (
    <Dialog
      title="Match a sample"
      className={styles.dialog}
      onClose={onClose}
      actions={
        <>
          <p id={statusId} role="status" className={styles.status}>
            {leaves.length === 0 ? 'Nothing changes until you apply it.' : summary}
          </p>
          <Button onClick={onClose}>Cancel</Button>
          {leaves.length === 0 ? null : (
            <Button onClick={keepTarget} title="Leaves the mapping as it is and shows what is missing">
              Save as target
            </Button>
          )}
          <Button look="primary" disabled={wishes.length === 0} aria-describedby={statusId} onClick={apply}>
            {wishes.length === 0 ? 'Apply' : `Apply ${plural(wishes.length, 'field')}`}
          </Button>
        </>
      }
    >
      <div className={styles.panes}>
        <SampleField text={text} read={read} onChange={setText} />
        <div className={styles.result}>
          {leaves.length === 0 ? (
            <div className={styles.empty}>
              <ClipboardPaste size={22} aria-hidden />
              <p>Paste an example payload from the receiver’s documentation.</p>
              <p>
                Each of its values is matched to a column by name, type and the values in the rows. You see
                what would change, and choose what is taken over.
              </p>
            </div>
          ) : (
            <>
              <ProposalList rows={rows} changes={plan.changes} onChoose={choose} onCheck={check} />
              <Others plan={plan} handling={others} onHandling={setHandling} conflicts={conflicts} />
            </>
          )}
        </div>
      </div>
    </Dialog>
  );
}

/** Ids for a plan that is only looked at: each its own, and none that a field has. */
function previewIds(): () => number {
  let last = 0;
  return () => --last;
}
