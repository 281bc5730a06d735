import { useState } from 'react';
import { flushSync } from 'react-dom';
import { visibleName, visibleText } from '../lib/visible-text';
import { shortType } from '../lib/format';
import fieldStyles from '../ui/field.module.css';
import { useMapping } from '../workbench/context';
import type { ColumnSource } from './model/match';
import type { Leaf } from './model/sample-text';
import type { Choice, ChoiceRow } from './use-choices';

interface ColumnSelectProps {
  row: ChoiceRow;
  describedBy: string;
  onChoose: (leaf: Leaf, choice: Choice) => void;
}

const NONE = 'none';
const FIXED = 'fixed';
const FIXED_SHOWN = 24;

/** Chooses what fills a leaf: what comes close first, then every column. Its options exist once it is used. */
export function ColumnSelect({ row, describedBy, onChoose }: ColumnSelectProps) {
  const columns = useMapping((state) => state.columns);
  const [used, setUsed] = useState(false);
  const { match, choice, fixable } = row;
  const { leaf, near } = match;
  const value = keyOf(choice);
  const likely = [...near, ...(choice.kind === 'column' ? [choice] : [])].filter(isFirst);
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
            <option key={keyOf({ kind: 'column', ...source })} value={keyOf({ kind: 'column', ...source })}>
              {columnLabel(source)}
            </option>
          ))}
        </optgroup>
      )}
      {used ? (
        <optgroup label="All columns">
          {[...columns.values()]
            .filter(
              ({ name, readable }) =>
                readable && !likely.some((each) => each.at === undefined && each.column === name),
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

function isFirst(source: ColumnSource, index: number, all: readonly ColumnSource[]): boolean {
  return all.findIndex((each) => each.column === source.column && each.at === source.at) === index;
}

function keyOf(choice: Choice): string {
  if (choice.kind === 'none') return NONE;
  if (choice.kind === 'fixed') return FIXED;
  return JSON.stringify([choice.column, choice.at ?? null]);
}

function choiceOf(key: string): Choice {
  if (key === NONE) return { kind: 'none' };
  if (key === FIXED) return { kind: 'fixed' };
  const [column, at] = JSON.parse(key) as [string, string | null];
  return { kind: 'column', column, ...(at === null ? {} : { at }) };
}

/** A source as one reads it: the column, and the place inside of it. */
export function columnLabel({ column, at }: Pick<ColumnSource, 'column' | 'at'>): string {
  return at === undefined ? visibleName(column) : `${visibleName(column)} ${visibleText(at)}`;
}
