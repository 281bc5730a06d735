import { useContext, useDeferredValue, useId, useMemo, useState } from 'react';
import { plural } from '../lib/format';
import { newConflicts } from '../mapping/validate';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { NewConflictsNotice } from '../workbench/bulk/new-conflicts-notice';
import { SampleContext, useMapping, useMappingStore } from '../workbench/context';
import styles from './match-dialog.module.css';
import { Examples } from './examples';
import { planChanges } from './model/changes';
import type { Leaf } from './model/leaves';
import { readSample } from './model/sample-text';
import { OtherFields } from './other-fields';
import { ProposalList } from './proposal-list';
import { ResultingPayload } from './resulting-payload';
import { SampleField } from './sample-field';
import { useChoices } from './use-choices';

const NO_LEAVES: readonly Leaf[] = [];

/** Takes the payload that a receiver expects and proposes where each of its values comes from; nothing changes until Apply. */
export default function MatchDialog({ onClose }: { onClose: () => void }) {
  const store = useMappingStore();
  const sample = useContext(SampleContext);
  const draft = useMapping((state) => state.draft);
  const [text, setText] = useState(store.inputs.get().pastedSample);
  const [others, setOthers] = useState<'keep' | 'remove'>('keep');
  const [schema, setSchema] = useState<string>();
  const statusId = useId();

  const deferred = useDeferredValue(text);
  const read = useMemo(() => readSample(deferred, schema), [deferred, schema]);
  const leaves = read.state === 'read' ? read.leaves : NO_LEAVES;
  const { rows, choose, check, fills, constants, takeConstants } = useChoices(leaves, sample);

  const plan = useMemo(
    () => planChanges(draft, leaves, fills, others, previewIds()),
    [draft, leaves, others, fills],
  );
  const conflicts = useMemo(() => newConflicts(draft, plan.draft), [draft, plan]);

  const without = rows.filter(({ choice }) => choice.kind === 'none').length;
  const unsure = rows.filter(({ choice, checked }) => choice.kind !== 'none' && !checked).length;
  const summary = [
    `${fills.length} of ${plural(leaves.length, 'field')} chosen`,
    ...(unsure === 0 ? [] : [`${unsure} not ticked`]),
    ...(without === 0 ? [] : [`${without} without a column`]),
  ].join(', ');

  const keepTarget = () => {
    const url = read.state === 'read' ? read.request?.url : undefined;
    const isWeb = url !== undefined && /^https?:\/\//.test(url);
    store.inputs.set({ ...store.inputs.get(), pastedSample: text, ...(isWeb ? { webhookUrl: url } : {}) });
    store.target.set(leaves.map(({ path, type }) => ({ path, type })));
    onClose();
  };
  const apply = () => {
    const changed = [...plan.changes.values()].some(({ kind }) => kind !== 'same');
    if (changed || plan.draft.fields.length !== draft.fields.length) {
      store.rebuild(
        `match the sample, ${plural(fills.length, 'field')}`,
        (now, newId) => planChanges(now, leaves, fills, others, newId).draft,
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
          {leaves.length === 0 ? null : <OtherFields plan={plan} value={others} onChange={setOthers} />}
          <Button onClick={onClose}>Cancel</Button>
          {leaves.length === 0 ? null : (
            <Button onClick={keepTarget} title="Leaves the mapping as it is and shows what is missing">
              Save as target
            </Button>
          )}
          <Button look="primary" disabled={fills.length === 0} aria-describedby={statusId} onClick={apply}>
            {fills.length === 0 ? 'Apply' : `Apply ${plural(fills.length, 'field')}`}
          </Button>
        </>
      }
    >
      <div className={styles.panes}>
        <div className={styles.sides}>
          <SampleField text={text} read={read} onChange={setText} onSchema={setSchema} />
          {leaves.length === 0 ? null : <ResultingPayload draft={plan.draft} sample={sample} />}
        </div>
        <div className={styles.proposals}>
          {leaves.length === 0 ? (
            <Examples onPick={setText} />
          ) : (
            <>
              <ProposalList
                rows={rows}
                changes={plan.changes}
                constants={constants}
                onChoose={choose}
                onCheck={check}
                onConstants={takeConstants}
              />
              <NewConflictsNotice conflicts={conflicts} />
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
