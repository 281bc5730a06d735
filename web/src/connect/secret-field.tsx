import { Eye, EyeOff } from 'lucide-react';
import { useEffect, useRef, useState, type Ref } from 'react';
import { IconButton } from '../ui/button';
import connectFormStyles from './connect-form.module.css';
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
  /** Whether the text is readable while typing. It is masked once it is pasted, and after leaving the field. */
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
  const [pasted, setPasted] = useState(false);
  const masked = !shown && !(openWhileTyping && focused && !pasted);
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
          onChange={({ nativeEvent, target }) => {
            setPasted(nativeEvent instanceof InputEvent && nativeEvent.inputType === 'insertFromPaste');
            onChange(target.value);
          }}
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

const HELP = {
  asked: 'Exactly as it is, without percent-encoding.',
  moved: 'Moved here from the string above, exactly as it is.',
  stuck: 'Remove the password from the string above, and give it here exactly as it is.',
};

/** Why the field is shown: the user asked for it, the password was moved into it, or must be removed from the string by hand. */
export type PasswordHelp = keyof typeof HELP;

interface PasswordFieldProps {
  help: PasswordHelp;
  value: string;
  onChange: (text: string) => void;
}

/** The password as raw text, for passwords that would break a connection string. Takes the focus. */
export function PasswordField({ help, value, onChange }: PasswordFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), [help]);
  return (
    <>
      <SecretField
        ref={field}
        id="password"
        label="Password"
        value={value}
        onChange={onChange}
        describedBy="password-help"
      />
      <p id="password-help" className={connectFormStyles.help}>
        {HELP[help]}
      </p>
    </>
  );
}
