import { Fragment, memo, useId, type MouseEvent } from 'react';
import { Button } from '../ui/button';
import { castWords } from '../mapping/labels';
import type { Change } from './model/changes';
import type { Leaf } from './model/leaves';
import styles from './proposal.module.css';
import { SourceSelect } from './column-select';
import { sourceWords } from './source-words';
import type { Choice, ChoiceRow } from './use-choices';

interface ProposalRowProps {
  row: ChoiceRow;
  change: Change | undefined;
  onChoose: (leaf: Leaf, choice: Choice) => void;
  onCheck: (leaf: Leaf, on: boolean) => void;
}

const VALUE_SHOWN = 60;
const NEAR_SHOWN = 2;

/** One value of the example: its place, what would fill it and why, and what becomes of the field there. */
export const ProposalRow = memo(function ProposalRow({ row, change, onChoose, onCheck }: ProposalRowProps) {
  const id = useId();
  const { match, choice, checked } = row;
  const { leaf } = match;
  const value = leaf.text.length > VALUE_SHOWN ? `${leaf.text.slice(0, VALUE_SHOWN)}…` : leaf.text;
  const cast =
    choice.kind === 'column' && choice.as !== undefined ? `sent as ${castWords[choice.as]}` : undefined;
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
        {choice.kind === 'none' ? <Unfilled row={row} onChoose={onChoose} /> : <span>{reasonFor(row)}</span>}
        {change === undefined ? null : (
          <span className={styles.change} data-change={change.kind}>
            {changeWords(change)}
          </span>
        )}
      </span>
    </li>
  );
});

function reasonFor({ match: { proposal }, choice, proposed }: ChoiceRow): string {
  if (choice.kind === 'fixed') return 'the same in every payload';
  if (proposal === undefined || !proposed) return 'chosen by you';
  const shared = proposal.shared === undefined ? '' : `, also fills ${proposal.shared}`;
  return proposal.reason + shared;
}

/** What comes closest to a leaf that is not filled, or else its own value, each to be taken by one click. */
function Unfilled({ row: { match, fixable }, onChoose }: Pick<ProposalRowProps, 'row' | 'onChoose'>) {
  const { leaf, near } = match;
  const choose = (choice: Choice) => (event: MouseEvent) => {
    // The button goes with the doubt; the focus stays in its row.
    event.currentTarget.closest('li')?.querySelector('select')?.focus();
    onChoose(leaf, choice);
  };
  if (near.length === 0) {
    return (
      <span>
        no column fits
        {fixable ? (
          <>
            {'; '}
            <Button
              look="link"
              aria-label={`Use this value for ${leaf.to}`}
              onClick={choose({ kind: 'fixed' })}
            >
              use this value
            </Button>
          </>
        ) : null}
      </span>
    );
  }
  return (
    <span>
      unsure:{' '}
      {near.slice(0, NEAR_SHOWN).map((source, index) => (
        <Fragment key={sourceWords(source)}>
          {index === 0 ? '' : ' or '}
          <Button
            look="link"
            aria-label={`${sourceWords(source)} for ${leaf.to}`}
            onClick={choose({ kind: 'column', ...source })}
          >
            {sourceWords(source)}
          </Button>
        </Fragment>
      ))}
      ?
    </span>
  );
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
