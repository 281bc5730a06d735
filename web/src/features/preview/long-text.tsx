import { useState } from 'react';
import { Button } from '../../components/button';
import { formatBytes } from '../../text/format';
import styles from './payload-lines.module.css';

/** Beyond this many characters, only the beginning is laid out until the rest is asked for. */
const SHOWN_MAX = 200_000;

/** A text that may be megabytes long. */
export function LongText({ text }: { text: string }) {
  const [whole, setWhole] = useState(false);
  if (whole || text.length <= SHOWN_MAX) return text;
  return (
    <>
      {text.slice(0, SHOWN_MAX)}
      <span className={styles.more}>
        … the rest of {formatBytes(text.length)} is left out here, not when copied.{' '}
        <Button look="link" onClick={() => setWhole(true)}>
          Show all
        </Button>
      </span>
    </>
  );
}
