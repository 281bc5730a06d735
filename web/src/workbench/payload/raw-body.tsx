import { LongText } from '../../ui/long-text';
import styles from './payload-lines.module.css';

/** The exact body. */
export function RawBody({ body, label }: { body: string; label: string }) {
  return (
    <pre className={styles.raw} role="region" aria-label={label} tabIndex={0}>
      <LongText text={body} />
    </pre>
  );
}
