import { useEffect, useRef, useState } from 'react';
import { useSettings } from '../api/settings';
import { Button } from './button';
import { isFocusLost } from '../lib/focus-lost';
import { Notice } from './notice';
import styles from './still-reading.module.css';

/** Quicker answers need no word. */
const SHOWN_AFTER_S = 2;

/** For as long as something is read: after a moment how long that has taken, what it may take at most, and a way out. */
export function StillReading({ onCancel }: { onCancel: () => void }) {
  const [seconds, setSeconds] = useState(0);
  const { data: settings } = useSettings();
  useEffect(() => {
    const begun = performance.now();
    const timer = setInterval(() => setSeconds(Math.round((performance.now() - begun) / 1000)), 1000);
    return () => clearInterval(timer);
  }, []);
  const shown = seconds >= SHOWN_AFTER_S;
  return (
    <div className={shown ? styles.reading : 'visually-hidden'}>
      <span role="status">{shown ? 'Still reading…' : ''}</span>
      {shown ? (
        <>
          <span className={styles.time}>
            {seconds} s
            {settings === undefined ? '' : `, at most ${Math.round(settings.answersWithinMs / 1000)} s`}
          </span>
          <Button onClick={onCancel}>Cancel</Button>
        </>
      ) : null}
    </div>
  );
}

/** In place of what was not read to the end. */
export function ReadingCancelled({ onRetry }: { onRetry: () => void }) {
  const again = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isFocusLost()) again.current?.focus();
  }, []);
  return (
    <Notice
      tone="info"
      title="Reading was cancelled."
      actions={
        <Button ref={again} onClick={onRetry}>
          Try again
        </Button>
      }
    >
      <p>Postgres has been told to stop the query.</p>
    </Notice>
  );
}
