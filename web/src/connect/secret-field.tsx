import { Eye, EyeOff } from 'lucide-react';
import { useState, type Ref } from 'react';
import { IconButton } from '../ui/button';
import styles from './secret-field.module.css';

interface SecretFieldProps {
  id: string;
  label: string;
  value: string;
  placeholder?: string;
  describedBy?: string | undefined;
  invalid?: boolean;
  onChange: (value: string) => void;
  ref?: Ref<HTMLInputElement>;
  /** Whether the text can be read while it is typed, and is masked once the field is left. */
  openWhileTyping?: boolean;
}

/**
 * A monospaced field for a secret. It is masked by style and is no password field, so that no browser offers to store
 * what is typed.
 */
export function SecretField(props: SecretFieldProps) {
  const {
    id,
    label,
    value,
    placeholder,
    describedBy,
    invalid = false,
    onChange,
    ref,
    openWhileTyping = false,
  } = props;
  const [shown, setShown] = useState(false);
  const [focused, setFocused] = useState(false);
  const masked = !shown && !(openWhileTyping && focused);
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <div className={styles.box}>
        <input
          ref={ref}
          id={id}
          type="text"
          className={styles.input}
          data-masked={masked && value !== ''}
          value={value}
          placeholder={placeholder}
          onChange={(event) => onChange(event.target.value)}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          data-1p-ignore
          data-lpignore="true"
          aria-describedby={describedBy}
          aria-invalid={invalid}
        />
        <IconButton
          label={`${shown ? 'Hide' : 'Show'} ${label.toLowerCase()}`}
          icon={shown ? EyeOff : Eye}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
        />
      </div>
    </div>
  );
}
