import type { Column } from '@rowhook/contracts';
import { useId } from 'react';
import fieldStyles from '../ui/field.module.css';
import { takesCommas, typedText } from './condition-text';
import styles from './filter.module.css';

interface ValueInputProps {
  column: Pick<Column, 'type' | 'jsonType'> | undefined;
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Whether it takes a value on each line. */
  isList?: boolean;
  /** Whether typing begins here when the form opens. */
  first: boolean;
  'aria-invalid'?: boolean;
  /** The id of the message about the value. */
  'aria-describedby'?: string;
}

/** A value of a column, or a list of them. */
export function ValueInput(props: ValueInputProps) {
  const { column, label, value, onChange, isList = false, first } = props;
  const hint = useId();
  const { 'aria-invalid': isInvalid, 'aria-describedby': error } = props;
  const shared = {
    'aria-invalid': isInvalid,
    'aria-describedby': error,
    'aria-label': label,
    'data-first': first || undefined,
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
      placeholder={label}
      autoComplete="off"
      spellCheck={false}
      value={value}
      {...shared}
    />
  );
}

/** The attributes that mark a field as invalid and name its message. */
export function invalidBy(errorId: string) {
  return { 'aria-invalid': true, 'aria-describedby': errorId };
}
