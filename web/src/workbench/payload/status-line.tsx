import type { Answered } from '../../api/previews';
import { formatBytes, formatMs, plural } from '../../lib/format';
import styles from './payload-pane.module.css';

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** What the preview is made of, how long it took, and the promise that nothing leaves. */
export function StatusLine({ answer, bytes }: { answer: Answered | undefined; bytes: number }) {
  return (
    <footer className={styles.foot}>
      <span className={styles.status}>{answer === undefined ? '' : describe(answer, bytes)}</span>
      <strong>Preview only. Nothing is sent.</strong>
    </footer>
  );
}

function describe({ preview, elapsedMs }: Answered, bytes: number): string {
  const { payloads, sample, timing } = preview;
  const database = timing.connectMs + timing.queryMs;
  const parts = `(${database > 0 ? `database ${formatMs(database).replace(' ms', '')}, ` : ''}mapping ${formatMs(timing.mapMs).replace(' ms', '')})`;
  return [
    plural(payloads.length, 'row'),
    `sampled ${clock.format(new Date(sample.takenAt))}`,
    `${formatMs(elapsedMs)} ${parts}`,
    formatBytes(bytes),
  ].join(' · ');
}
