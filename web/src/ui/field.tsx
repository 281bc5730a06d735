import { useState, type ComponentProps } from 'react';
import { isComposing } from '../lib/dom';
import styles from './field.module.css';

interface FilterInputProps {
  label: string;
  value: string;
  onChange: (text: string) => void;
  className?: string | undefined;
}

/** Filters a list. The key / focuses it, Escape clears it. */
export function FilterInput({ label, value, onChange, className = '' }: FilterInputProps) {
  return (
    <input
      className={`${styles.input} ${className}`}
      aria-label={label}
      aria-keyshortcuts="/"
      placeholder={label}
      data-filter
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !isComposing(event.nativeEvent)) onChange('');
      }}
      autoComplete="off"
      spellCheck={false}
    />
  );
}

interface SelectProps extends Omit<ComponentProps<'select'>, 'children'> {
  options: readonly { value: string; label: string }[];
}

/** More options than this are in the DOM only once the list may be opened. */
const SHORT = 100;

/** A native select, also for as many options as a table has columns. */
export function Select({ options, value, ...rest }: SelectProps) {
  const [opened, setOpened] = useState(options.length <= SHORT);
  const open = () => setOpened(true);
  return (
    <select {...rest} value={value} onPointerDown={open} onFocus={open}>
      {(opened ? options : options.filter((option) => option.value === value)).map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
