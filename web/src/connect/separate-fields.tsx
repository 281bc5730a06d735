import { useEffect, useRef } from 'react';
import fieldStyles from '../ui/field.module.css';
import connectFormStyles from './connect-form.module.css';
import type { ConnectionParts } from './connection-parts';
import { SecretField } from './secret-field';
import styles from './separate-fields.module.css';

const TEXT_FIELDS = [
  { part: 'host', label: 'Host', placeholder: 'db.example.com' },
  { part: 'port', label: 'Port', placeholder: '5432' },
  { part: 'database', label: 'Database', placeholder: '' },
  { part: 'user', label: 'User', placeholder: '' },
] as const;

const REQUIRED = ['host', 'database', 'user'] as const;

/** The required parts that are empty. */
export function emptyParts(parts: ConnectionParts): readonly string[] {
  return REQUIRED.filter((part) => parts[part].trim() === '');
}

interface SeparateFieldsProps {
  parts: ConnectionParts;
  onChange: (parts: ConnectionParts) => void;
  /** Parts to mark as invalid. */
  invalid: readonly string[];
  describedBy: string;
}

/** Host, port, database, user and password instead of a connection string. The first field takes the focus. */
export function SeparateFields({ parts, onChange, invalid, describedBy }: SeparateFieldsProps) {
  const group = useRef<HTMLDivElement>(null);
  useEffect(() => group.current?.querySelector('input')?.focus(), []);
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
            autoComplete="off"
            autoCapitalize="off"
            autoCorrect="off"
            spellCheck={false}
            data-1p-ignore
            data-lpignore="true"
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
