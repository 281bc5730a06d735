import { memo, useId, useState } from 'react';
import { flushSync } from 'react-dom';
import { plural } from '../../lib/format';
import { visibleName, visibleText } from '../../lib/visible-text';
import { castLabels, type ColumnValue } from '../../mapping/model';
import { stepsSummary } from '../../mapping/steps';
import { Button } from '../../ui/button';
import { ExactText } from '../../ui/exact-text';
import fieldStyles from '../../ui/field.module.css';
import { useMapping } from '../context';
import type { Change } from '../../match-sample/model/changes';
import type { ProposedValue } from '../../match-sample/model/match';
import type { Leaf } from '../../match-sample/model/leaves';
import styles from './proposal-list.module.css';
import type { Choice } from './choices';
import type { ChoiceRow } from './use-choices';
import { shortType } from '../../lib/postgres-type';
import { readableColumns } from '../../lib/relation';

interface ProposalListProps {
  rows: readonly ChoiceRow[];
  changes: ReadonlyMap<string, Change>;
  /** Values of the example that no column fills and every payload may have. */
  constants: readonly Leaf[];
  onChoose: (leaf: Leaf, choice: Choice) => void;
  onCheck: (leaf: Leaf, on: boolean) => void;
  onConstants: () => void;
}

/** Each value of the example with what would fill it and what that changes. */
export function ProposalList({
  rows,
  changes,
  constants,
  onChoose,
  onCheck,
  onConstants,
}: ProposalListProps) {
  const open = rows.filter(({ choice }) => choice.kind !== 'none');
  const checked = open.filter((row) => row.checked);
  const all = open.length > 0 && checked.length === open.length;
  return (
    <section className={styles.proposal} aria-label="Proposal">
      <div className={styles.head}>
        <label>
          <input
            type="checkbox"
            checked={all}
            disabled={open.length === 0}
            ref={(input) => {
              if (input !== null) input.indeterminate = checked.length > 0 && !all;
            }}
            onChange={(event) => {
              for (const { match } of open) onCheck(match.leaf, event.target.checked);
            }}
          />
          <span className="visually-hidden">All that have a column</span>
        </label>
        <span>The receiver’s field</span>
        <span>Filled from</span>
        <span>Reason and change</span>
      </div>
      {constants.length === 0 ? null : (
        <p className={styles.constants}>
          <Button look="link" title={constants.map(({ to }) => to).join(', ')} onClick={onConstants}>
            Use the example’s value for {plural(constants.length, 'field')}
          </Button>
        </p>
      )}
      <ul aria-label={plural(rows.length, 'field of the example', 'fields of the example')}>
        {rows.map((row) => (
          <ProposalRow
            key={row.match.leaf.to}
            row={row}
            change={changes.get(row.match.leaf.to)}
            onChoose={onChoose}
            onCheck={onCheck}
          />
        ))}
      </ul>
    </section>
  );
}

interface ProposalRowProps {
  row: ChoiceRow;
  change: Change | undefined;
  onChoose: (leaf: Leaf, choice: Choice) => void;
  onCheck: (leaf: Leaf, on: boolean) => void;
}

const VALUE_SHOWN = 60;

/** One value of the example: its place, what would fill it and why, and what becomes of the field there. */
const ProposalRow = memo(function ProposalRow({ row, change, onChoose, onCheck }: ProposalRowProps) {
  const id = useId();
  const { match, choice, checked } = row;
  const { leaf } = match;
  const text = leaf.description ?? leaf.text;
  const value = text.length > VALUE_SHOWN ? `${text.slice(0, VALUE_SHOWN)}…` : text;
  const conversion = choice.kind === 'column' ? conversionLabel(choice) : '';
  return (
    <li className={styles.row} data-on={checked}>
      <input
        type="checkbox"
        aria-label={`Fill ${leaf.to}`}
        aria-describedby={`${id}-why`}
        checked={checked}
        disabled={choice.kind === 'none'}
        onChange={(event) => onCheck(leaf, event.target.checked)}
      />
      <span className={styles.field}>
        <code className={styles.path}>
          <ExactText text={leaf.to} />
        </code>
        <code className={styles.value} title={text.length > VALUE_SHOWN ? text : undefined}>
          <ExactText text={value} />
        </code>
      </span>
      <span className={styles.from}>
        <ColumnSelect row={row} describedBy={`${id}-why`} onChoose={onChoose} />
        {conversion === '' ? null : <span className={styles.cast}>{conversion}</span>}
      </span>
      <span id={`${id}-why`} className={styles.why}>
        {choice.kind === 'none' ? <Unfilled row={row} onChoose={onChoose} /> : <span>{reasonFor(row)}</span>}
        {change === undefined ? null : (
          <span className={styles.change} data-change={change.kind}>
            {changeLabel(change)}
          </span>
        )}
      </span>
    </li>
  );
});

function conversionLabel({ as, steps = [] }: ColumnValue): string {
  return [stepsSummary(steps), as === undefined ? '' : `sent as ${castLabels[as]}`]
    .filter(Boolean)
    .join(', ');
}

function reasonFor({ match: { proposal }, choice, proposed }: ChoiceRow): string {
  if (choice.kind === 'fixed') return 'the same in every payload';
  if (proposal === undefined || !proposed) return 'chosen by you';
  const shared = proposal.shared === undefined ? '' : `, also fills ${proposal.shared}`;
  return `${proposal.sure ? '' : 'unsure: '}${proposal.reason}${shared}`;
}

/** Offers a leaf's own value where no column fits. */
function Unfilled({ row: { match, fixable }, onChoose }: Pick<ProposalRowProps, 'row' | 'onChoose'>) {
  const { leaf } = match;
  if (!fixable) return <span>no column fits</span>;
  return (
    <span>
      no column fits;{' '}
      <Button
        look="link"
        aria-label={`Use this value for ${leaf.to}`}
        onClick={({ currentTarget }) => {
          // The button goes with the choice; the focus stays in its row.
          currentTarget.closest('li')?.querySelector('select')?.focus();
          onChoose(leaf, { kind: 'fixed' });
        }}
      >
        use this value
      </Button>
    </span>
  );
}

function changeLabel(change: Change): string {
  if (change.kind === 'new') return 'new field';
  if (change.kind === 'same') return 'unchanged';
  return `${change.kind === 'moved' ? 'moves from' : 'replaces'} ${change.from}`;
}

interface ColumnSelectProps {
  row: ChoiceRow;
  describedBy: string;
  onChoose: (leaf: Leaf, choice: Choice) => void;
}

const NONE = keyOf({ kind: 'none' });
const FIXED = keyOf({ kind: 'fixed' });
const FIXED_SHOWN = 24;

/** Chooses what fills a leaf: what comes close first, then every column. Its options exist once it is used. */
function ColumnSelect({ row, describedBy, onChoose }: ColumnSelectProps) {
  const columns = useMapping((state) => state.columns);
  const [used, setUsed] = useState(false);
  const { match, choice, fixable } = row;
  const { leaf, near } = match;
  const value = keyOf(choice);
  const values = [
    match.proposal?.value ?? [],
    near,
    choice.kind === 'none' || choice.kind === 'fixed' ? [] : choice,
  ].flat();
  const likely = new Map(values.map((each) => [keyOf(each), each]));
  const fill = () => {
    if (!used) flushSync(() => setUsed(true));
  };
  return (
    <select
      className={`${fieldStyles.select} ${fieldStyles.input}`}
      aria-label={`Column for ${leaf.to}`}
      aria-describedby={describedBy}
      value={value}
      onPointerDown={fill}
      onFocus={fill}
      onChange={(event) => onChoose(leaf, JSON.parse(event.target.value) as Choice)}
    >
      <option value={NONE}>No column</option>
      {fixable && (used || choice.kind === 'fixed') ? (
        <option value={FIXED}>Fixed: {leaf.text.slice(0, FIXED_SHOWN)}</option>
      ) : null}
      {likely.size === 0 ? null : (
        <optgroup label="Close">
          {[...likely].map(([key, each]) => (
            <option key={key} value={key}>
              {valueLabel(each)}
            </option>
          ))}
        </optgroup>
      )}
      {used ? (
        <optgroup label="All columns">
          {readableColumns(columns.values())
            .map(({ name, type }) => [keyOf({ kind: 'column', column: name }), name, type] as const)
            .filter(([key]) => !likely.has(key))
            .map(([key, name, type]) => (
              <option key={key} value={key}>
                {visibleName(name)} ({shortType(type)})
              </option>
            ))}
        </optgroup>
      ) : null}
    </select>
  );
}

/** A choice as the value of an option; cast and steps are found again for whatever is chosen. */
function keyOf(choice: Choice): string {
  if (choice.kind !== 'column') return JSON.stringify(choice);
  const { kind, column, at } = choice;
  return JSON.stringify({ kind, column, at });
}

/** A value as one reads it: the column and the place inside of it, or the template. */
function valueLabel(value: ProposedValue): string {
  if (value.kind === 'template') return visibleText(value.template);
  const { column, at } = value;
  return at === undefined ? visibleName(column) : `${visibleName(column)} ${visibleText(at)}`;
}
