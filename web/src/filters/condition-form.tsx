import type { Column, Condition } from '@rowhook/contracts';
import { useId, useState } from 'react';
import { visibleName } from '../lib/visible-text';
import { Select } from '../ui/field';
import fieldStyles from '../ui/field.module.css';
import type { ConditionError } from './condition-errors';
import { ConditionFrame } from './condition-frame';
import {
  makeCondition,
  operatorLabels,
  operatorsFor,
  takesValue,
  typedText,
  valueText,
  type Operator,
} from './condition-text';
import { ValueInput, invalidBy } from './value-input';
import { readableColumns } from '../lib/relation';

interface ConditionFormProps {
  columns: readonly Column[];
  /** The condition to edit; undefined for a new one. */
  condition: Condition | undefined;
  /** Its error, shown until it is changed. */
  error: ConditionError | undefined;
  submitLabel: string;
  onSubmit: (condition: Condition) => void;
  onCancel: () => void;
}

/** A column, an operator and a value. */
export function ConditionForm(props: ConditionFormProps) {
  const { columns, condition, error, submitLabel, onSubmit, onCancel } = props;
  const readable = readableColumns(columns);
  const [name, setName] = useState(condition?.column ?? readable[0]?.name ?? '');
  const [chosen, setOperator] = useState<Operator>(condition?.is ?? '=');
  const [text, setText] = useState(condition === undefined ? '' : valueText(condition));
  const column = readable.find((each) => each.name === name);
  const operators = column === undefined ? [chosen] : operatorsFor(column);
  const operator = operators.includes(chosen) ? chosen : (operators[0] ?? '=');
  const made = column && makeCondition(column, operator, typedText(column, text));
  const errorId = useId();
  const isUnchanged =
    condition !== undefined &&
    name === condition.column &&
    operator === condition.is &&
    text === valueText(condition);
  const shown = isUnchanged ? error : undefined;
  const marked = (part: ConditionError['part']) => (shown?.part === part ? invalidBy(errorId) : {});
  return (
    <ConditionFrame
      submitLabel={submitLabel}
      error={shown && { id: errorId, message: shown.message }}
      onSubmit={made && (() => onSubmit(made))}
      onCancel={onCancel}
    >
      <Select
        className={fieldStyles.select}
        aria-label="Column"
        {...marked('column')}
        value={name}
        options={[...(column === undefined ? [name] : []), ...readable.map((each) => each.name)].map(
          (each) => ({
            value: each,
            label: visibleName(each),
          }),
        )}
        onChange={(event) => setName(event.target.value)}
      />
      <Select
        className={fieldStyles.select}
        aria-label="Condition"
        {...marked('is')}
        options={operators.map((each) => ({ value: each, label: operatorLabels[each] }))}
        value={operator}
        onChange={(event) => setOperator(event.target.value as Operator)}
      />
      {takesValue(operator) ? (
        <ValueInput
          column={column}
          label="Value"
          value={text}
          onChange={setText}
          isList={operator === 'in'}
          {...marked('value')}
          first
        />
      ) : null}
    </ConditionFrame>
  );
}
