import { CircleAlert, Info } from 'lucide-react';
import { useId } from 'react';
import fieldStyles from '../ui/field.module.css';
import type { SampleRead } from './model/sample-text';
import styles from './sample-field.module.css';

interface SampleFieldProps {
  text: string;
  read: SampleRead;
  onChange: (text: string) => void;
}

/** Where the example is pasted, and what keeps it from being read. */
export function SampleField({ text, read, onChange }: SampleFieldProps) {
  const id = useId();
  const bad = read.state === 'unreadable';
  return (
    <div className={styles.sample}>
      <label htmlFor={id}>JSON that the receiver expects</label>
      <textarea
        id={id}
        className={fieldStyles.input}
        data-first
        value={text}
        placeholder={'{\n  "contact": {\n    "firstName": "Jane",\n    "email": "jane@example.com"\n  }\n}'}
        aria-invalid={bad}
        aria-describedby={`${id}-read`}
        onChange={(event) => onChange(event.target.value)}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
      />
      <div id={`${id}-read`} role="status" className={styles.read} data-bad={bad}>
        {read.state === 'unreadable' ? (
          <p>
            <CircleAlert size={14} aria-hidden />
            <span>
              <strong>{read.title}.</strong> {read.message}
            </span>
          </p>
        ) : null}
        {read.state === 'read'
          ? read.notes.map((note) => (
              <p key={note}>
                <Info size={14} aria-hidden />
                <span>{note}</span>
              </p>
            ))
          : null}
        {bad ? null : <p className={styles.privacy}>It stays in this page: only names and types are kept.</p>}
      </div>
    </div>
  );
}
