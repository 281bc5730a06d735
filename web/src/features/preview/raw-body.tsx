import { useState } from 'react';
import { Button } from '../../components/button';
import { formatBytes } from '../../text/format';
import styles from './payload-lines.module.css';

/** Beyond this many characters, only the beginning is laid out until the rest is asked for. */
const SHOWN_MAX = 200_000;

/** The exact body. */
export function RawBody({ body, label }: { body: string; label: string }) {
  const [whole, setWhole] = useState(false);
  const cut = body.length > SHOWN_MAX && !whole;
  return (
    <pre className={styles.raw} role="region" aria-label={label} tabIndex={0}>
      {cut ? body.slice(0, SHOWN_MAX) : body}
      {cut ? (
        <span className={styles.more}>
          … the rest of {formatBytes(body.length)} is left out here, not when copied.{' '}
          <Button look="link" onClick={() => setWhole(true)}>
            Show all
          </Button>
        </span>
      ) : null}
    </pre>
  );
}
