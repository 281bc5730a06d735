import { plural } from '../lib/format';
import type { Change } from './model/changes';
import type { Leaf } from './model/leaves';
import { ProposalRow } from './proposal-row';
import styles from './proposal.module.css';
import type { Choice, ChoiceRow } from './use-choices';

interface ProposalListProps {
  rows: readonly ChoiceRow[];
  changes: ReadonlyMap<string, Change>;
  onChoose: (leaf: Leaf, choice: Choice) => void;
  onCheck: (leaf: Leaf, on: boolean) => void;
}

/** Each value of the example with what would fill it and what that changes. */
export function ProposalList({ rows, changes, onChoose, onCheck }: ProposalListProps) {
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
        <span>Why, and what changes</span>
      </div>
      <ul aria-label={plural(rows.length, 'field of the sample', 'fields of the sample')}>
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
