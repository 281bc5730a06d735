import type { Column, Condition } from '@rowhook/contracts';
import { useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { isComposing } from '../lib/dom';
import { equal } from '../lib/objects';
import { visibleName } from '../lib/visible-text';
import { Button } from '../ui/button';
import { Select } from '../ui/field';
import fieldStyles from '../ui/field.module.css';
import type { ConditionError, ConditionErrors } from './condition-errors';
import {
  makeCondition,
  operatorLabels,
  operatorsFor,
  takesCommas,
  takesValue,
  typedText,
  valueText,
  type Operator,
} from './condition-text';
import styles from './filter.module.css';

interface ConditionFormProps {
  columns: readonly Column[];
  /** The condition to edit; undefined for a new one. */
  condition: Condition | undefined;
  /** What is wrong with it. Shown until it is changed. */
  error: ConditionError | undefined;
  submitLabel: string;
  onSubmit: (condition: Condition) => void;
  onCancel: () => void;
}

/** A column, an operator and a value. */
export function ConditionForm(props: ConditionFormProps) {
  const { columns, condition, error, submitLabel, onSubmit, onCancel } = props;
  const readable = columns.filter((column) => column.readable);
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
          placeholder="Value"
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

/** Marks a field as invalid. */
function invalidBy(errorId: string) {
  return { 'aria-invalid': true, 'aria-describedby': errorId };
}

interface FindFormProps {
  columns: readonly Column[];
  /** The columns that identify a row. */
  keyColumns: readonly string[];
  /** The conditions that found the rows on screen. */
  found: readonly Condition[] | undefined;
  /** What is wrong with them. Shown until they are changed. */
  errors: ConditionErrors;
  onSubmit: (conditions: Condition[]) => void;
  onCancel: () => void;
}

/** Finds rows by the value of a column, or by values of a key of several columns. */
export function FindForm({ columns, keyColumns, found, errors, onSubmit, onCancel }: FindFormProps) {
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
          placeholder={isKey ? visibleName(name) : 'Value'}
          value={texts.get(name) ?? ''}
          onChange={(text) => setTexts(new Map(texts).set(name, text))}
          {...(errorOf(name) === undefined ? {} : invalidBy(errorId))}
          first={index === 0}
        />
      ))}
    </ConditionFrame>
  );
}

interface ConditionFrameProps {
  submitLabel: string;
  error: { id: string; message: string } | undefined;
  /** Undefined while there is nothing to submit. */
  onSubmit: (() => void) | undefined;
  onCancel: () => void;
  children: ReactNode;
}

/** A small form over what is below it. Enter submits it, Escape closes it. */
function ConditionFrame({ submitLabel, error, onSubmit, onCancel, children }: ConditionFrameProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      onCancel();
    } else if (
      event.key === 'Enter' &&
      (event.ctrlKey || event.metaKey || !(event.target instanceof HTMLTextAreaElement))
    ) {
      if (event.target instanceof HTMLButtonElement) return;
      event.preventDefault();
      onSubmit?.();
    }
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
      {children}
      <Button look="primary" onClick={onSubmit} disabled={onSubmit === undefined}>
        {submitLabel}
      </Button>
      <Button look="quiet" onClick={onCancel}>
        Cancel
      </Button>
      {error === undefined ? null : (
        <p id={error.id} className={styles.error}>
          {error.message}
        </p>
      )}
    </form>
  );
}

interface ValueInputProps {
  column: Pick<Column, 'type' | 'jsonType'> | undefined;
  label: string;
  /** Shown while the field is empty. */
  placeholder: string;
  value: string;
  onChange: (value: string) => void;
  /** Whether it takes a value on each line. */
  isList?: boolean;
  /** Whether typing begins here. */
  first: boolean;
  'aria-invalid'?: boolean;
  /** The id of the message about the value. */
  'aria-describedby'?: string;
}

/** A value of a column, or a list of them. */
function ValueInput(props: ValueInputProps) {
  const { column, label, placeholder, value, onChange, isList = false, first } = props;
  const hint = useId();
  const { 'aria-invalid': isInvalid, 'aria-describedby': error } = props;
  const shared = {
    'aria-invalid': isInvalid,
    'aria-describedby': error,
    'aria-label': label,
    autoFocus: first,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  };
  if (column?.jsonType === 'boolean')
    return (
      <select className={fieldStyles.select} value={typedText(column, value)} {...shared}>
        <option value="true">true</option>
        <option value="false">false</option>
      </select>
    );
  if (isList)
    return (
      <>
        <textarea
          className={fieldStyles.input}
          rows={3}
          value={value}
          {...shared}
          aria-describedby={error === undefined ? hint : `${error} ${hint}`}
        />
        <span id={hint} className={styles.hint}>
          One value on each line
          {column !== undefined && takesCommas(column) ? ', or separated by commas' : ''}
        </span>
      </>
    );
  return (
    <input
      className={fieldStyles.input}
      placeholder={placeholder}
      autoComplete="off"
      spellCheck={false}
      value={value}
      {...shared}
    />
  );
}
