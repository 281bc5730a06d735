import type { Column, Condition } from '@rowhook/contracts';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { isComposing } from '../lib/dom';
import { visibleName } from '../lib/visible-text';
import { Button } from '../ui/button';
import fieldStyles from '../ui/field.module.css';
import { LongSelect } from '../ui/long-select';
import {
  makeCondition,
  operatorLabels,
  operatorsFor,
  takesValue,
  valueText,
  type Operator,
} from './condition-text';
import styles from './filter.module.css';

interface ConditionFormProps {
  columns: readonly Column[];
  /** The condition to edit; undefined for a new one. */
  condition?: Condition | undefined;
  /** The column of a new condition. */
  initialColumn?: string | undefined;
  submitLabel: string;
  /** Only comparisons for equality. */
  equalityOnly?: boolean;
  onSubmit: (condition: Condition) => void;
  onCancel: () => void;
}

/** A column, an operator and a value. Enter applies it, Escape closes it. */
export function ConditionForm(props: ConditionFormProps) {
  const { columns, condition, initialColumn, submitLabel, equalityOnly = false, onSubmit, onCancel } = props;
  const readable = columns.filter((column) => column.readable);
  const [name, setName] = useState(condition?.column ?? initialColumn ?? readable[0]?.name ?? '');
  const [chosen, setOperator] = useState<Operator>(condition?.is ?? '=');
  const [text, setText] = useState(condition === undefined ? '' : valueText(condition));
  const value = useRef<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>(null);
  const hint = useId();
  const column = readable.find((each) => each.name === name);
  const operators = column === undefined ? [chosen] : operatorsFor(column);
  const operator = equalityOnly ? '=' : operators.includes(chosen) ? chosen : (operators[0] ?? '=');
  const isBoolean = column?.jsonType === 'boolean';
  const typed = isBoolean && text !== 'false' ? 'true' : text;
  const made = column && makeCondition(column, operator, typed);

  const submit = () => {
    if (made !== undefined) onSubmit(made);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      onCancel();
    } else if (event.key === 'Enter' && (event.ctrlKey || !(event.target instanceof HTMLTextAreaElement))) {
      if (event.target instanceof HTMLButtonElement) return;
      event.preventDefault();
      submit();
    }
  };
  const valueProps = {
    'aria-label': 'Value',
    value: typed,
    autoFocus: true,
    onChange: (event: { target: { value: string } }) => setText(event.target.value),
  };
  return (
    // The form takes Enter and Escape for the fields in it.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className={styles.form}
      aria-label={submitLabel}
      onKeyDown={onKeyDown}
      onSubmit={(event) => event.preventDefault()}
    >
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
      {equalityOnly ? null : (
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
      )}
      {!takesValue(operator) ? null : isBoolean ? (
        <select ref={value as never} className={fieldStyles.select} {...valueProps}>
          <option value="true">true</option>
          <option value="false">false</option>
        </select>
      ) : operator === 'in' ? (
        <>
          <textarea
            ref={value as never}
            className={fieldStyles.input}
            rows={3}
            aria-describedby={hint}
            {...valueProps}
          />
          <span id={hint} className={styles.hint}>
            One value on each line
          </span>
        </>
      ) : (
        <input
          ref={value as never}
          className={fieldStyles.input}
          placeholder="Value"
          autoComplete="off"
          spellCheck={false}
          {...valueProps}
        />
      )}
      <Button look="primary" onClick={submit} disabled={made === undefined}>
        {submitLabel}
      </Button>
      <Button look="quiet" onClick={onCancel}>
        Cancel
      </Button>
    </form>
  );
}
