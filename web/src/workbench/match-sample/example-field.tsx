import { CircleAlert, Info } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { ExactText } from '../../ui/exact-text';
import fieldStyles from '../../ui/field.module.css';
import type { CurlRequest } from '../../lib/curl';
import type { ExampleRead } from '../../match-sample/model/example-text';
import { isWebhookUrl } from '../payload/request';
import styles from './example-field.module.css';

interface ExampleFieldProps {
  text: string;
  read: ExampleRead;
  onChange: (text: string) => void;
  /** Called when another text is pasted over all of it. */
  onReplace: () => void;
  onSchema: (name: string) => void;
  /** What can be done with the text. */
  children?: ReactNode;
}

/** The text field for the example, with the errors of its text. */
export function ExampleField({ text, read, onChange, onReplace, onSchema, children }: ExampleFieldProps) {
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
        onPaste={({ currentTarget: { selectionStart, selectionEnd, value } }) => {
          if (selectionEnd - selectionStart === value.length) onReplace();
        }}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
      />
      {read.state === 'read' && read.schemas !== undefined ? (
        <label className={styles.schema}>
          Schema
          <select
            className={`${fieldStyles.select} ${fieldStyles.input}`}
            value={read.schema}
            onChange={(event) => onSchema(event.target.value)}
          >
            {read.schemas.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
      ) : null}
      {children}
      <div id={`${id}-read`} role="status" className={styles.read} data-bad={bad}>
        {read.state === 'unreadable' ? (
          <p>
            <CircleAlert size={14} aria-hidden />
            <span>
              <strong>{read.title}.</strong> {read.message}
            </span>
          </p>
        ) : null}
        {read.state === 'read' && read.request !== undefined ? <RequestOfCommand {...read.request} /> : null}
        {read.state === 'read'
          ? read.notes.map((note) => (
              <p key={note}>
                <Info size={14} aria-hidden />
                <span>{note}</span>
              </p>
            ))
          : null}
        {bad ? null : (
          <p className={styles.privacy}>Values stay in this page; only paths and types are stored.</p>
        )}
      </div>
    </div>
  );
}

/** The parts of a cURL command other than its body. */
function RequestOfCommand({ url, headers }: CurlRequest) {
  return (
    <>
      {url === undefined || !isWebhookUrl(url) ? null : (
        <p>
          <span>
            Becomes the webhook URL:{' '}
            <code>
              <ExactText text={url} />
            </code>
          </span>
        </p>
      )}
      {headers.length === 0 ? null : (
        <ul aria-label="Headers of the command" className={styles.headers}>
          {headers.map(([name, value], index) => (
            <li key={index}>
              <code>
                <ExactText text={`${name}: ${value}`} />
              </code>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
