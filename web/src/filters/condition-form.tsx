import type { Column, Condition } from '@rowhook/contracts';
import { useRef, useState } from 'react';
import { visibleName } from '../lib/visible-text';
import fieldStyles from '../ui/field.module.css';
import { LongSelect } from '../ui/long-select';
import { ConditionFrame, ValueInput, typedText, type ValueElement } from './condition-fields';
import {
  makeCondition,
  operatorLabels,
  operatorsFor,
  takesValue,
  valueText,
  type Operator,
} from './condition-text';

interface ConditionFormProps {
  columns: readonly Column[];
  /** The condition to edit; undefined for a new one. */
  condition: Condition | undefined;
  submitLabel: string;
  onSubmit: (condition: Condition) => void;
  onCancel: () => void;
}

/** A column, an operator and a value. */
export function ConditionForm({ columns, condition, submitLabel, onSubmit, onCancel }: ConditionFormProps) {
  const readable = columns.filter((column) => column.readable);
  const [name, setName] = useState(condition?.column ?? readable[0]?.name ?? '');
  const [chosen, setOperator] = useState<Operator>(condition?.is ?? '=');
  const [text, setText] = useState(condition === undefined ? '' : valueText(condition));
  const value = useRef<ValueElement>(null);
  const column = readable.find((each) => each.name === name);
  const operators = column === undefined ? [chosen] : operatorsFor(column);
  const operator = operators.includes(chosen) ? chosen : (operators[0] ?? '=');
  const made = column && makeCondition(column, operator, typedText(column, text));
  return (
    <ConditionFrame submitLabel={submitLabel} onSubmit={made && (() => onSubmit(made))} onCancel={onCancel}>
      <LongSelect
        className={fieldStyles.select}
        aria-label="Column"
        value={name}
        options={[...(column === undefined ? [name] : []), ...readable.map((each) => each.name)].map(
          (each) => ({
            value: each,
            label: visibleName(each),
          }),
        )}
        onChange={(event) => {
          setName(event.target.value);
          value.current?.focus();
        }}
      />
      <select
        className={fieldStyles.select}
        aria-label="Condition"
        value={operator}
        onChange={(event) => setOperator(event.target.value as Operator)}
      >
        {operators.map((each) => (
          <option key={each} value={each}>
            {operatorLabels[each]}
          </option>
        ))}
      </select>
      {takesValue(operator) ? (
        <ValueInput
          ref={value}
          column={column}
          label="Value"
          placeholder="Value"
          value={text}
          onChange={setText}
          isList={operator === 'in'}
          first
        />
      ) : null}
    </ConditionFrame>
  );
}
