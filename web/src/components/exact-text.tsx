import { bidiParts } from '../text/bidi';
import styles from './exact-text.module.css';

/**
 * JSON text in the order of its bytes, whatever it is written in: right-to-left words keep to their place, and the marks
 * that would turn what follows them are shown instead of obeyed. Selected and copied, it is the text itself.
 */
export function ExactText({ text }: { text: string }) {
  return bidiParts(text).map(({ kind, text: part }, index) =>
    kind === 'plain' ? (
      part
    ) : kind === 'rtl' ? (
      <bdi key={index}>{part}</bdi>
    ) : (
      <bdi key={index} className={styles.control} data-code={codePoint(part)}>
        {part}
      </bdi>
    ),
  );
}

function codePoint(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}
