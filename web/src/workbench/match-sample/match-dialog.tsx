import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ClipboardPaste } from 'lucide-react';
import { useContext, useDeferredValue, useId, useMemo } from 'react';
import { messageContext, messages } from '../../api/messages';
import { queries } from '../../api/queries';
import { plural } from '../../lib/format';
import { nameOf } from '../../lib/source';
import { useStore } from '../../lib/store';
import { visibleText } from '../../lib/visible-text';
import type { Draft } from '../../mapping/model';
import { validateDraft } from '../../mapping/validate';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { LongText } from '../../ui/exact-text';
import fieldStyles from '../../ui/field.module.css';
import { NewConflictsNotice } from '../bulk/new-conflicts-notice';
import { SampleContext, useMapping, useMappingStore, useWorkbench, type ShownSample } from '../context';
import { layOut, spaceAfter } from '../../lib/json/lines';
import { validMapping } from '../../mapping/valid-mapping';
import { isWebhookUrl } from '../payload/request';
import examples from './examples.json';
import styles from './match-dialog.module.css';
import { planChanges, type Plan } from '../../match-sample/model/changes';
import type { Leaf } from '../../match-sample/model/leaves';
import { readExample } from '../../match-sample/model/example-text';
import { ProposalList } from './proposal-list';
import { ExampleField } from './example-field';
import { pastedSchema } from '../schema/receiver-schema';
import { NO_CHOICES, type Choices } from './choices';
import { useChoices } from './use-choices';
import { newConflicts } from '../../mapping/new-conflicts';

const NO_LEAVES: readonly Leaf[] = [];

/** Takes the payload that a receiver expects and proposes where each of its values comes from; nothing changes until Apply. */
export default function MatchDialog({ onClose }: { onClose: () => void }) {
  const { mapping: store, receiver } = useWorkbench();
  const sample = useContext(SampleContext);
  const draft = useMapping((state) => state.draft);
  // Outlives the dialog: closing it loses neither the example nor the choices.
  const { example, choices } = receiver;
  const text = useStore(example);
  const { others, component, takesSchema } = useStore(choices);
  const change = (changed: Partial<Choices>) => choices.set({ ...choices.get(), ...changed });
  /** Keeps the component that is read. */
  const forget = () => change(NO_CHOICES);
  const statusId = useId();

  const deferred = useDeferredValue(text);
  const read = useMemo(() => readExample(deferred, component), [deferred, component]);
  const { rows, choose, check, fills, constants, takeConstants } = useChoices(
    read.state === 'read' ? read.leaves : NO_LEAVES,
    sample,
  );
  const offeredSchema = useMemo(
    () => (read.state === 'read' && read.isSchema === true ? pastedSchema(deferred, read.schema) : undefined),
    [deferred, read],
  );
  const leaves = useMemo(() => rows.map(({ match }) => match.leaf), [rows]);

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
    if (url !== undefined && isWebhookUrl(url)) receiver.url.set(url);
    if (takesSchema && offeredSchema !== undefined) receiver.schema.set(offeredSchema);
    change({ takesSchema: false });
    receiver.target.set(leaves.map(({ path, type }) => ({ path, type })));
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
    store.setFieldSearch('');
    forget();
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
          {leaves.length === 0 ? null : (
            <OtherFields plan={plan} value={others} onChange={(value) => change({ others: value })} />
          )}
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
          <ExampleField
            text={text}
            read={read}
            onChange={example.set}
            onReplace={forget}
            onSchema={(name) => change({ component: name })}
          >
            {offeredSchema === undefined ? null : (
              <label className={styles.useSchema}>
                <input
                  type="checkbox"
                  checked={takesSchema}
                  onChange={(event) => change({ takesSchema: event.target.checked })}
                />
                Use as the receiver’s schema, too
              </label>
            )}
          </ExampleField>
          {leaves.length === 0 ? null : <ResultingPayload draft={plan.draft} sample={sample} />}
        </div>
        <div className={styles.proposals}>
          {leaves.length === 0 ? (
            <Examples
              onPick={(payload) => {
                forget();
                example.set(payload);
              }}
            />
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

/** Shown until there is an example: the texts that can be pasted, and examples to start with. */
function Examples({ onPick }: { onPick: (text: string) => void }) {
  return (
    <div className={styles.empty}>
      <ClipboardPaste size={22} aria-hidden />
      <p>
        Paste an example payload from the receiver’s documentation, a cURL command, a JSON Schema or an
        OpenAPI document.
      </p>
      <p>Each value is matched to a column by name, type and the values in the rows.</p>
      <div role="group" aria-label="Start with an example" className={styles.examples}>
        {examples.map(({ name, payload }) => (
          <Button
            key={name}
            onClick={({ currentTarget }) => {
              // The button goes with the choice.
              currentTarget.closest('dialog')?.querySelector('textarea')?.focus();
              onPick(JSON.stringify(payload, null, 2));
            }}
          >
            {name}
          </Button>
        ))}
      </div>
    </div>
  );
}

interface OtherFieldsProps {
  plan: Plan;
  value: 'keep' | 'remove';
  onChange: (value: 'keep' | 'remove') => void;
}

/** Chooses what happens to the fields that the example does not have. */
function OtherFields({ plan: { others }, value, onChange }: OtherFieldsProps) {
  if (others.length === 0) return null;
  return (
    <label className={styles.others} title={others.map(({ to }) => to).join(', ')}>
      {plural(others.length, 'other field')}
      <select
        className={`${fieldStyles.select} ${fieldStyles.input}`}
        value={value}
        onChange={(event) => onChange(event.target.value === 'remove' ? 'remove' : 'keep')}
      >
        <option value="keep">Keep</option>
        <option value="remove">Remove</option>
      </select>
    </label>
  );
}

interface ResultingPayloadProps {
  draft: Draft;
  sample: ShownSample | undefined;
}

const NONE_REFUSED = new Map();

/** The payload of the first row as the engine would write it once the draft is applied. */
function ResultingPayload({ draft, sample }: ResultingPayloadProps) {
  const id = useId();
  const source = useStore(useMappingStore().source);
  const columns = useMapping((state) => state.columns);
  const input = useMemo(() => {
    if (sample === undefined) return undefined;
    const validation = validateDraft(draft, columns);
    const { draft: valid, text } = validMapping({ draft, validation, refused: NONE_REFUSED });
    const fieldIds = valid.fields.map((field) => field.id);
    const { rows } = sample;
    return { source, rows, takenAt: sample.sample.takenAt, mappingText: text, fieldIds };
  }, [columns, draft, sample, source]);
  const { data, error, isFetching } = useQuery({
    ...queries.preview(input),
    placeholderData: keepPreviousData,
  });
  const first = data?.preview.payloads[0];
  const body = first?.body;
  const text = useMemo(() => (body == null ? undefined : prettyText(body)), [body]);
  return (
    <section className={styles.result} aria-labelledby={id} aria-busy={isFetching}>
      <h3 id={id}>Payload of the first row</h3>
      {text === undefined ? (
        <p>
          {error !== null
            ? visibleText(messages[error.code](messageContext(error.problem, undefined, nameOf(source))).what)
            : data === undefined && isFetching
              ? 'Making the preview'
              : first === undefined
                ? 'There is no row to show.'
                : 'This row would be rejected.'}
        </p>
      ) : (
        <pre tabIndex={0} aria-labelledby={id}>
          <LongText text={text} />
        </pre>
      )}
    </section>
  );
}

/** The body with white space between its tokens. */
function prettyText(body: string): string {
  return layOut(body)
    .map(
      (line) =>
        '  '.repeat(line.indent) +
        line.tokens
          .map(({ start, end }, index) => body.slice(start, end) + (spaceAfter(line, index, body) ? ' ' : ''))
          .join(''),
    )
    .join('\n');
}
