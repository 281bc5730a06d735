import type { Column } from '@rowhook/contracts';
import { useId, type KeyboardEvent, type ReactNode, type Ref } from 'react';
import { isComposing } from '../lib/dom';
import { Button } from '../ui/button';
import fieldStyles from '../ui/field.module.css';
import styles from './filter.module.css';

interface ConditionFrameProps {
  submitLabel: string;
  /** Undefined while there is nothing to submit. */
  onSubmit: (() => void) | undefined;
  onCancel: () => void;
  children: ReactNode;
}

/** A small form over what is below it. Enter submits it, Escape closes it. */
export function ConditionFrame({ submitLabel, onSubmit, onCancel, children }: ConditionFrameProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      onCancel();
    } else if (event.key === 'Enter' && (event.ctrlKey || !(event.target instanceof HTMLTextAreaElement))) {
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
    </form>
  );
}

/** The field of a value, whichever it is. */
export type ValueElement = HTMLInputElement & HTMLTextAreaElement & HTMLSelectElement;

interface ValueInputProps {
  column: Pick<Column, 'jsonType'> | undefined;
  label: string;
  /** Shown while the field is empty. */
  placeholder: string;
  value: string;
  onChange: (value: string) => void;
  /** Whether it takes a value on each line. */
  isList?: boolean;
  /** Whether typing begins here. */
  first: boolean;
  ref?: Ref<ValueElement>;
}

/** A value of a column, or a list of them. */
export function ValueInput(props: ValueInputProps) {
  const { column, label, placeholder, value, onChange, isList = false, first, ref } = props;
  const hint = useId();
  const shared = {
    ref,
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
        <textarea className={fieldStyles.input} rows={3} aria-describedby={hint} value={value} {...shared} />
        <span id={hint} className={styles.hint}>
          One value on each line
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

/** What the field of a column shows for a text: that of a boolean column is never empty. */
export function typedText(column: Pick<Column, 'jsonType'>, text: string): string {
  return column.jsonType === 'boolean' && text !== 'false' ? 'true' : text;
}
