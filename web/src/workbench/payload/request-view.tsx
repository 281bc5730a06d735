import { useId } from 'react';
import { LongText } from '../../ui/exact-text';
import fieldStyles from '../../ui/field.module.css';
import payloadLinesStyles from './payload-lines.module.css';
import { EXAMPLE_URL, webhookHeaders } from './request';
import styles from './request-view.module.css';

interface RequestViewProps {
  /** Index of the row that the request is of. */
  row: number;
  url: string;
  onUrlChange: (url: string) => void;
  body: string;
  bytes: number;
}

/** The request that a webhook would get for the row shown. One row is one request. */
export function RequestView({ row, url, onUrlChange, body, bytes }: RequestViewProps) {
  const id = useId();
  return (
    <div className={styles.view} role="region" aria-label="Request" tabIndex={0}>
      <div className={styles.url}>
        <label htmlFor={id}>Webhook URL</label>
        <input
          id={id}
          type="url"
          inputMode="url"
          className={fieldStyles.input}
          placeholder={EXAMPLE_URL}
          value={url}
          onChange={(event) => onUrlChange(event.target.value)}
          aria-describedby={`${id}-help`}
          autoComplete="off"
          spellCheck={false}
        />
        <p id={`${id}-help`}>Optional. Only shown here and in the cURL command; it is never called.</p>
      </div>
      <pre className={styles.request}>
        <b>POST</b> {url === '' ? EXAMPLE_URL : url}
        {'\n'}
        {webhookHeaders(bytes).map(([name, value]) => (
          <span key={name}>
            <i>{name}:</i> {value}
            {'\n'}
          </span>
        ))}
        {'\n'}
        <LongText key={row} text={body} />
      </pre>
      <p className={styles.note}>One row is one request of {bytes.toLocaleString('en')} bytes.</p>
    </div>
  );
}

/** The exact body. */
export function RawBody({ body, label }: { body: string; label: string }) {
  return (
    <pre className={payloadLinesStyles.raw} role="region" aria-label={label} tabIndex={0}>
      <LongText text={body} />
    </pre>
  );
}
