import { memo, useId } from 'react';
import type { Change } from './model/changes';
import type { Leaf } from './model/leaves';
import styles from './proposal.module.css';
import { SourceSelect } from './source-select';
import { castWords, sourceWords } from './source-words';
import type { Choice, ChoiceRow } from './use-choices';

interface ProposalRowProps {
  row: ChoiceRow;
  change: Change | undefined;
  onChoose: (leaf: Leaf, choice: Choice) => void;
  onCheck: (leaf: Leaf, on: boolean) => void;
}

const VALUE_SHOWN = 60;

/** One value of the example: its place, what would fill it and why, and what becomes of the field there. */
export const ProposalRow = memo(function ProposalRow({ row, change, onChoose, onCheck }: ProposalRowProps) {
  const id = useId();
  const { match, choice, checked } = row;
  const { leaf } = match;
  const value = leaf.text.length > VALUE_SHOWN ? `${leaf.text.slice(0, VALUE_SHOWN)}…` : leaf.text;
  const cast = choice.kind === 'column' && choice.as !== undefined ? castWords[choice.as] : undefined;
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
        <code className={styles.path}>{leaf.to}</code>
        <code className={styles.value} title={leaf.text.length > VALUE_SHOWN ? leaf.text : undefined}>
          {value}
        </code>
      </span>
      <span className={styles.from}>
        <SourceSelect row={row} describedBy={`${id}-why`} onChoose={onChoose} />
        {cast === undefined ? null : <span className={styles.cast}>{cast}</span>}
      </span>
      <span id={`${id}-why`} className={styles.why}>
        <span>{reasonFor(row)}</span>
        {change === undefined ? null : (
          <span className={styles.change} data-change={change.kind}>
            {changeWords(change)}
          </span>
        )}
      </span>
    </li>
  );
});

function reasonFor({ match, choice, proposed }: ChoiceRow): string {
  const { proposal, near } = match;
  if (choice.kind === 'fixed') return 'the same in every payload';
  if (choice.kind === 'column' && !proposed) return 'chosen by you';
  if (proposal !== undefined && proposed) {
    const shared = proposal.shared === undefined ? '' : `, also fills ${proposal.shared}`;
    return proposal.reason + shared;
  }
  const [first, second] = near;
  if (first === undefined) return 'no column fits';
  if (second === undefined) return `unsure: ${sourceWords(first)}?`;
  return `unsure: ${sourceWords(first)} or ${sourceWords(second)}?`;
}

function changeWords(change: Change): string {
  switch (change.kind) {
    case 'new':
      return 'new field';
    case 'same':
      return 'already so';
    case 'moved':
      return `moves from ${change.from}`;
    case 'replaced':
      return `replaces ${change.from}`;
  }
}
