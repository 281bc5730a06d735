import type { Column, Condition } from '@rowhook/contracts';
import { useRef, useState } from 'react';
import { equal } from '../lib/objects';
import { visibleName } from '../lib/visible-text';
import fieldStyles from '../ui/field.module.css';
import { LongSelect } from '../ui/long-select';
import { ConditionFrame, ValueInput, typedText, type ValueElement } from './condition-fields';
import { makeCondition, valueText } from './condition-text';

interface FindFormProps {
  columns: readonly Column[];
  /** The columns that identify a row. */
  keyColumns: readonly string[];
  /** The conditions that found the rows on screen. */
  found: readonly Condition[] | undefined;
  onSubmit: (conditions: Condition[]) => void;
  onCancel: () => void;
}

/** Finds rows by the value of a column, or by values of a key of several columns. */
export function FindForm({ columns, keyColumns, found, onSubmit, onCancel }: FindFormProps) {
  const readable = columns.filter((column) => column.readable);
  const isKnown = (name: string) => readable.some((column) => column.name === name);
  const key = keyColumns.every(isKnown) ? keyColumns : [];
  const first = readable[0] === undefined ? [] : [readable[0].name];
  const [names, setNames] = useState<readonly string[]>(
    found?.map(({ column }) => column) ?? (key.length > 0 ? key : first),
  );
  const [texts, setTexts] = useState(
    () => new Map(found?.map((condition) => [condition.column, valueText(condition)])),
  );
  const value = useRef<ValueElement>(null);
  const choices = readable.map(({ name }) => [name]);
  if (key.length > 1) choices.unshift([...key]);
  if (!choices.some((choice) => equal(choice, names))) choices.unshift([...names]);
  const isKey = names.length > 1;

  const conditions = names.flatMap((name) => {
    const column = readable.find((each) => each.name === name);
    if (column === undefined) return [];
    const text = typedText(column, texts.get(name) ?? '');
    return isKey && text === '' ? [] : (makeCondition(column, '=', text) ?? []);
  });
  return (
    <ConditionFrame
      submitLabel="Find"
      onSubmit={conditions.length === 0 ? undefined : () => onSubmit(conditions)}
      onCancel={onCancel}
    >
      <LongSelect
        className={fieldStyles.select}
        aria-label="Column"
        value={JSON.stringify(names)}
        options={choices.map((choice) => ({
          value: JSON.stringify(choice),
          label: choice.map(visibleName).join(', '),
        }))}
        onChange={(event) => {
          setNames(JSON.parse(event.target.value) as string[]);
          value.current?.focus();
        }}
      />
      {names.map((name, index) => (
        <ValueInput
          key={name}
          ref={index === 0 ? value : null}
          column={readable.find((each) => each.name === name)}
          label={isKey ? visibleName(name) : 'Value'}
          placeholder={isKey ? visibleName(name) : 'Value'}
          value={texts.get(name) ?? ''}
          onChange={(text) => setTexts(new Map(texts).set(name, text))}
          first={index === 0}
        />
      ))}
    </ConditionFrame>
  );
}
