import { Fragment, memo, useId, useState, type MouseEvent } from 'react';
import { flushSync } from 'react-dom';
import { plural, shortType } from '../lib/format';
import { visibleName, visibleText } from '../lib/visible-text';
import { castLabel } from '../mapping/model';
import { Button } from '../ui/button';
import { ExactText } from '../ui/exact-text';
import fieldStyles from '../ui/field.module.css';
import { useMapping } from '../workbench/context';
import type { Change } from './model/changes';
import type { Source } from './model/match';
import type { Leaf } from './model/leaves';
import styles from './proposal.module.css';
import type { Choice, ChoiceRow } from './use-choices';

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
        <span>Why, and what changes</span>
      </div>
      {constants.length === 0 ? null : (
        <p className={styles.constants}>
          <Button look="link" title={constants.map(({ to }) => to).join(', ')} onClick={onConstants}>
            Use the sample’s value for {plural(constants.length, 'field')}
          </Button>
        </p>
      )}
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

interface ProposalRowProps {
  row: ChoiceRow;
  change: Change | undefined;
  onChoose: (leaf: Leaf, choice: Choice) => void;
  onCheck: (leaf: Leaf, on: boolean) => void;
}

const VALUE_SHOWN = 60;
const NEAR_SHOWN = 2;

/** One value of the example: its place, what would fill it and why, and what becomes of the field there. */
const ProposalRow = memo(function ProposalRow({ row, change, onChoose, onCheck }: ProposalRowProps) {
  const id = useId();
  const { match, choice, checked } = row;
  const { leaf } = match;
  const text = leaf.about ?? leaf.text;
  const value = text.length > VALUE_SHOWN ? `${text.slice(0, VALUE_SHOWN)}…` : text;
  const cast =
    choice.kind === 'column' && choice.as !== undefined ? `sent as ${castLabel(choice.as)}` : undefined;
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
        {cast === undefined ? null : <span className={styles.cast}>{cast}</span>}
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

function reasonFor({ match: { proposal }, choice, proposed }: ChoiceRow): string {
  if (choice.kind === 'fixed') return 'the same in every payload';
  if (proposal === undefined || !proposed) return 'chosen by you';
  const shared = proposal.shared === undefined ? '' : `, also fills ${proposal.shared}`;
  return `${proposal.sure ? '' : 'unsure: '}${proposal.reason}${shared}`;
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
        <Fragment key={sourceLabel(source)}>
          {index === 0 ? '' : ' or '}
          <Button look="link" aria-label={`${sourceLabel(source)} for ${leaf.to}`} onClick={choose(source)}>
            {sourceLabel(source)}
          </Button>
        </Fragment>
      ))}
      ?
    </span>
  );
}

function changeLabel(change: Change): string {
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

interface ColumnSelectProps {
  row: ChoiceRow;
  describedBy: string;
  onChoose: (leaf: Leaf, choice: Choice) => void;
}

const NONE = 'none';
const FIXED = 'fixed';
const FIXED_SHOWN = 24;

/** Chooses what fills a leaf: what comes close first, then every column. Its options exist once it is used. */
function ColumnSelect({ row, describedBy, onChoose }: ColumnSelectProps) {
  const columns = useMapping((state) => state.columns);
  const [used, setUsed] = useState(false);
  const { match, choice, fixable } = row;
  const { leaf, near } = match;
  const value = keyOf(choice);
  const likely = [...near, ...(choice.kind === 'none' || choice.kind === 'fixed' ? [] : [choice])].filter(
    isFirst,
  );
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
      onChange={(event) => onChoose(leaf, choiceOf(event.target.value))}
    >
      <option value={NONE}>No column</option>
      {fixable && (used || choice.kind === 'fixed') ? (
        <option value={FIXED}>Fixed: {leaf.text.slice(0, FIXED_SHOWN)}</option>
      ) : null}
      {likely.length === 0 ? null : (
        <optgroup label="Close">
          {likely.map((source) => (
            <option key={keyOf(source)} value={keyOf(source)}>
              {sourceLabel(source)}
            </option>
          ))}
        </optgroup>
      )}
      {used ? (
        <optgroup label="All columns">
          {[...columns.values()]
            .filter(
              ({ name, readable }) =>
                readable && !likely.some((each) => keyOf(each) === keyOf({ kind: 'column', column: name })),
            )
            .map(({ name, type }) => (
              <option key={name} value={keyOf({ kind: 'column', column: name })}>
                {visibleName(name)} ({shortType(type)})
              </option>
            ))}
        </optgroup>
      ) : null}
    </select>
  );
}

function isFirst(source: Source, index: number, all: readonly Source[]): boolean {
  return all.findIndex((each) => keyOf(each) === keyOf(source)) === index;
}

function keyOf(choice: Choice): string {
  if (choice.kind === 'none') return NONE;
  if (choice.kind === 'fixed') return FIXED;
  return JSON.stringify(choice.kind === 'template' ? [choice.template] : [choice.column, choice.at ?? null]);
}

function choiceOf(key: string): Choice {
  if (key === NONE) return { kind: 'none' };
  if (key === FIXED) return { kind: 'fixed' };
  const parts = JSON.parse(key) as [template: string] | [column: string, at: string | null];
  if (parts.length === 1) return { kind: 'template', template: parts[0] };
  const [column, at] = parts;
  return { kind: 'column', column, ...(at === null ? {} : { at }) };
}

/** A source as one reads it: the column and the place inside of it, or the template. */
function sourceLabel(source: Source): string {
  if (source.kind === 'template') return visibleText(source.template);
  const { column, at } = source;
  return at === undefined ? visibleName(column) : `${visibleName(column)} ${visibleText(at)}`;
}
