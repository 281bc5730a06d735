import { useEffect, useRef } from 'react';
import styles from './connect-form.module.css';
import { SecretField } from './secret-field';

const HELP = {
  asked: 'Exactly as it is, without percent-encoding.',
  moved: 'Moved here from the string above, exactly as it is.',
  stuck: 'Remove the password from the string above, and give it here exactly as it is.',
};

/** Why there is a field: it was asked for, the password was moved into it, or has to be taken out by hand. */
export type PasswordHelp = keyof typeof HELP;

interface PasswordFieldProps {
  help: PasswordHelp;
  value: string;
  onChange: (text: string) => void;
}

/** The password as raw text, for those whose connection string it would break; typing goes on in it. */
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
      <p id="password-help" className={styles.help}>
        {HELP[help]}
      </p>
    </>
  );
}
