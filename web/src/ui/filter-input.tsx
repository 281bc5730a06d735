import { isComposing } from '../lib/dom';
import fieldStyles from './field.module.css';

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
      className={`${fieldStyles.input} ${className}`}
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
