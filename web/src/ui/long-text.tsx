import { utf8Length } from '@rowhook/contracts';
import { useMemo, useState } from 'react';
import { Button } from './button';
import { ExactText } from './exact-text';
import { beginning } from '../lib/beginning';
import { formatBytes } from '../lib/format';
import styles from './exact-text.module.css';

/** Beyond this many characters, only the beginning is laid out until the rest is asked for. */
const SHOWN_MAX = 200_000;

/** A text that may be megabytes long. */
export function LongText({ text }: { text: string }) {
  const [whole, setWhole] = useState(false);
  const shown = beginning(text, SHOWN_MAX);
  const leftOut = useMemo(() => utf8Length(text.slice(shown.length)), [shown, text]);
  if (whole || leftOut === 0) return <ExactText text={text} />;
  return (
    <>
      <ExactText text={shown} />
      <span className={styles.folded}>
        … another {formatBytes(leftOut)} is left out here, not when copied.{' '}
        <Button look="link" onClick={() => setWhole(true)}>
          Show all
        </Button>
      </span>
    </>
  );
}
