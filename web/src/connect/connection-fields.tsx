import { Eye, EyeOff } from 'lucide-react';
import { useEffect, useRef, useState, type Ref } from 'react';
import { IconButton } from '../ui/button';
import fieldStyles from '../ui/field.module.css';
import connectFormStyles from './connect-form.module.css';
import styles from './connection-fields.module.css';
import type { ConnectionParts } from './connection-parts';

/** Browsers and password managers neither fill nor correct nor store what is typed. */
const UNASSISTED = {
  autoComplete: 'off',
  autoCapitalize: 'off',
  autoCorrect: 'off',
  spellCheck: false,
  'data-1p-ignore': true,
  'data-lpignore': 'true',
} as const;

type Range = { start: number; end: number };

interface SecretFieldProps {
  id: string;
  label: string;
  value: string;
  placeholder?: string;
  describedBy?: string | undefined;
  invalid?: boolean;
  onChange: (value: string) => void;
  ref?: Ref<HTMLInputElement>;
  /** The parts of the text that are secret; all of it by default. */
  secretsOf?: (text: string) => readonly Range[];
}

/**
 * A monospaced field for a text that is secret or contains a secret. The secret is masked by style, and the field is no password
 * field, so that no browser offers to store what is typed.
 */
export function SecretField(props: SecretFieldProps) {
  const { id, label, value, placeholder, describedBy, invalid = false, onChange, ref, secretsOf } = props;
  const [shown, setShown] = useState(false);
  const [scrolled, setScrolled] = useState(0);
  const secrets = shown ? [] : (secretsOf?.(value) ?? [{ start: 0, end: value.length }]);
  const partly =
    secretsOf !== undefined && secrets.every(({ start, end }) => isMonospaced(value.slice(start, end)));
  const hidden = secrets.length > 0;
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <div className={styles.box}>
        <div className={styles.text}>
          <input
            ref={ref}
            id={id}
            type="text"
            className={styles.input}
            data-masked={!hidden || value === '' ? 'no' : partly ? 'partly' : 'all'}
            value={value}
            placeholder={placeholder}
            onChange={({ target }) => onChange(target.value)}
            onScroll={({ currentTarget }) => setScrolled(currentTarget.scrollLeft)}
            {...UNASSISTED}
            aria-describedby={describedBy}
            aria-invalid={invalid}
          />
          {hidden && partly ? (
            <div className={styles.mask} aria-hidden>
              <span style={{ transform: `translateX(${-scrolled}px)` }}>{withDots(value, secrets)}</span>
            </div>
          ) : null}
        </div>
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

/** Whether a dot is as wide as each character, so that the caret is where the dots show it. */
function isMonospaced(text: string): boolean {
  return /^[ -~]*$/.test(text);
}

function withDots(text: string, secrets: readonly Range[]): string {
  return secrets.reduce(
    (left, { start, end }) => left.slice(0, start) + '•'.repeat(end - start) + left.slice(end),
    text,
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

const TEXT_FIELDS = [
  { part: 'host', label: 'Host', placeholder: 'db.example.com' },
  { part: 'port', label: 'Port', placeholder: '5432' },
  { part: 'database', label: 'Database', placeholder: '' },
  { part: 'user', label: 'User', placeholder: '' },
] as const;

interface SeparateFieldsProps {
  parts: ConnectionParts;
  onChange: (parts: ConnectionParts) => void;
  /** Parts to mark as invalid. */
  invalid: readonly string[];
  describedBy: string;
}

/** Host, port, database, user and password instead of a connection string. The first empty field takes the focus. */
export function SeparateFields({ parts, onChange, invalid, describedBy }: SeparateFieldsProps) {
  const group = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const fields = [...(group.current?.querySelectorAll('input') ?? [])];
    (fields.find(({ value }) => value === '') ?? fields[0])?.focus();
  }, []);
  useEffect(() => {
    if (invalid.length > 0) group.current?.querySelector<HTMLInputElement>('[aria-invalid=true]')?.focus();
  }, [invalid]);
  const parameters = Object.entries(parts.parameters).map((pair) => pair.join('='));
  return (
    <div ref={group} className={styles.fields}>
      {TEXT_FIELDS.map(({ part, label, placeholder }) => (
        <label key={part} className={styles[part]}>
          {label}
          <input
            className={fieldStyles.input}
            value={parts[part]}
            placeholder={placeholder}
            inputMode={part === 'port' ? 'numeric' : undefined}
            onChange={({ target }) => onChange({ ...parts, [part]: target.value })}
            aria-invalid={invalid.includes(part)}
            aria-describedby={describedBy}
            {...UNASSISTED}
          />
        </label>
      ))}
      <div className={styles.password}>
        <SecretField
          id="password"
          label="Password"
          value={parts.password}
          onChange={(password) => onChange({ ...parts, password })}
        />
      </div>
      {parameters.length === 0 ? null : (
        <p className={connectFormStyles.help}>Also sent: {parameters.join(' ')}</p>
      )}
    </div>
  );
}
