import { exactParts } from '../lib/visible-text';
import styles from './exact-text.module.css';

/**
 * JSON text in the order of its bytes, whatever it is written in: right-to-left words keep to their place, and characters
 * that cannot be seen, or would turn what follows them, are shown by their code. Selected and copied, it is the text itself.
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
