import type { Column, Condition } from '@rowhook/contracts';
import { useId, useState } from 'react';
import { equal } from '../lib/objects';
import { visibleName } from '../lib/visible-text';
import { Select } from '../ui/field';
import fieldStyles from '../ui/field.module.css';
import type { ConditionErrors } from './condition-errors';
import { ConditionFrame } from './condition-frame';
import { makeCondition, typedText, valueText } from './condition-text';
import { ValueInput, invalidBy } from './value-input';
import { readableColumns } from '../lib/relation';

interface FindFormProps {
  columns: readonly Column[];
  /** The columns that identify a row. */
  keyColumns: readonly string[];
  /** The conditions that found the rows on screen. */
  found: readonly Condition[] | undefined;
  /** Their errors, shown until they are changed. */
  errors: ConditionErrors;
  onSubmit: (conditions: Condition[]) => void;
  onCancel: () => void;
}

/** Finds rows by the value of a column, or by values of a key of several columns. */
export function FindForm({ columns, keyColumns, found, errors, onSubmit, onCancel }: FindFormProps) {
  const readable = readableColumns(columns);
  const isKnown = (name: string) => readable.some((column) => column.name === name);
  const key = keyColumns.every(isKnown) ? keyColumns : [];
  const first = readable[0] === undefined ? [] : [readable[0].name];
  const [names, setNames] = useState<readonly string[]>(
    found?.map(({ column }) => column) ?? (key.length > 0 ? key : first),
  );
  const [texts, setTexts] = useState(
    () => new Map(found?.map((condition) => [condition.column, valueText(condition)])),
  );
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
  const errorId = useId();
  const errorOf = (name: string) => {
    const index = found?.findIndex(({ column }) => column === name) ?? -1;
    const before = found?.[index];
    return before !== undefined && texts.get(name) === valueText(before) ? errors.get(index) : undefined;
  };
  const shown = names.flatMap((name) => errorOf(name) ?? [])[0];
  return (
    <ConditionFrame
      submitLabel="Find"
      error={shown && { id: errorId, message: shown.message }}
      onSubmit={conditions.length === 0 ? undefined : () => onSubmit(conditions)}
      onCancel={onCancel}
    >
      <Select
        className={fieldStyles.select}
        aria-label="Column"
        value={JSON.stringify(names)}
        options={choices.map((choice) => ({
          value: JSON.stringify(choice),
          label: choice.map(visibleName).join(', '),
        }))}
        onChange={(event) => setNames(JSON.parse(event.target.value) as string[])}
      />
      {names.map((name, index) => (
        <ValueInput
          key={name}
          column={readable.find((each) => each.name === name)}
          label={isKey ? visibleName(name) : 'Value'}
          value={texts.get(name) ?? ''}
          onChange={(text) => setTexts(new Map(texts).set(name, text))}
          {...(errorOf(name) === undefined ? {} : invalidBy(errorId))}
          first={index === 0}
        />
      ))}
    </ConditionFrame>
  );
}
