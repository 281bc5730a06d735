import { utf8Length } from '@rowhook/contracts';
import { useMemo, useState } from 'react';
import { beginning, formatBytes } from '../lib/format';
import { exactParts } from '../lib/visible-text';
import { Button } from './button';
import styles from './exact-text.module.css';

/**
 * JSON text in the order of its characters: right-to-left words do not reorder the text around them, and characters that are invisible or
 * change the direction are shown as their codes. Copying a selection gives the original text.
 */
export function ExactText({ text }: { text: string }) {
  return exactParts(text).map(({ kind, text: part }, index) =>
    kind === 'plain' ? (
      part
    ) : kind === 'rtl' ? (
      <bdi key={index}>{part}</bdi>
    ) : (
      <bdi key={index} className={styles.hidden} data-code={codePoint(part)}>
        {part}
      </bdi>
    ),
  );
}

function codePoint(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

const FOLD_AT = 600;
const FOLDED_TO = 240;

/** A text, truncated if it is long, with the size of the whole. */
export function FoldedText({ text }: { text: string }) {
  if (text.length <= FOLD_AT) return <ExactText text={text} />;
  return (
    <>
      <ExactText text={beginning(text, FOLDED_TO)} />
      <span className={styles.folded}>… {formatBytes(utf8Length(text))}</span>
    </>
  );
}

/** Longer texts are truncated until the user asks for the rest. */
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
        … another {formatBytes(leftOut)} is not shown here, but copied.{' '}
        <Button look="link" onClick={() => setWhole(true)}>
          Show all
        </Button>
      </span>
    </>
  );
}
