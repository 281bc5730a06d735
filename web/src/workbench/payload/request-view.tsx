import { useId, useState } from 'react';
import { formatCount } from '../../lib/format';
import { useStore } from '../../lib/store';
import { LongText } from '../../ui/exact-text';
import fieldStyles from '../../ui/field.module.css';
import { useReceiver } from '../context';
import styles from './request-view.module.css';
import { EXAMPLE_URL, isWebhookUrl, webhookHeaders, webhookUrlOf } from './request';

interface RequestViewProps {
  /** Index of the row that the request is of. */
  row: number;
  body: string;
  bytes: number;
}

/** The request that a webhook would get for the row shown. One row is one request. */
export function RequestView({ row, body, bytes }: RequestViewProps) {
  const url = webhookUrlOf(useStore(useReceiver().url));
  return (
    <div className={styles.view} role="region" aria-label="Request" tabIndex={0}>
      <WebhookUrlField />
      <pre className={styles.request}>
        <b>POST</b> {url}
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
      <p className={styles.size}>One row is one request of {formatCount(bytes)} bytes.</p>
    </div>
  );
}

function WebhookUrlField() {
  const { url } = useReceiver();
  const text = useStore(url);
  const [isTyping, setIsTyping] = useState(false);
  const id = useId();
  const isInvalid = !isTyping && text.trim() !== '' && !isWebhookUrl(text);
  return (
    <div className={styles.url}>
      <label htmlFor={id}>Webhook URL</label>
      <input
        id={id}
        type="url"
        inputMode="url"
        className={fieldStyles.input}
        placeholder={EXAMPLE_URL}
        value={text}
        onChange={(event) => {
          url.set(event.target.value);
          setIsTyping(true);
        }}
        onBlur={() => setIsTyping(false)}
        aria-invalid={isInvalid}
        aria-describedby={`${id}-help`}
        autoComplete="off"
        spellCheck={false}
      />
      <p id={`${id}-help`} role="status" data-invalid={isInvalid}>
        {isInvalid
          ? `Enter a URL without spaces that begins with https:// or http://. Until then, ${EXAMPLE_URL} is used.`
          : 'Optional. Only shown here and in the cURL command; it is never called.'}
      </p>
    </div>
  );
}
