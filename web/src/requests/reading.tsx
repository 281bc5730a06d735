import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { queries } from '../api/queries';
import { Button } from '../ui/button';
import { Notice, RetryButton } from '../ui/notice';
import styles from './reading.module.css';

/** Quicker responses need no message. */
const SHOWN_AFTER_S = 2;

/** Shows after a moment how long reading has taken, how long it may take, and a button to cancel. */
export function StillReading({ onCancel }: { onCancel: () => void }) {
  const [seconds, setSeconds] = useState(0);
  const { data: settings } = useQuery(queries.settings);
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
            {settings === undefined ? '' : `, at most about ${Math.round(settings.timeLimitMs / 1000)} s`}
          </span>
          <Button onClick={onCancel}>Cancel</Button>
        </>
      ) : null}
    </div>
  );
}

/** Replaces content whose reading was cancelled. */
export function ReadingCancelled({ onRetry }: { onRetry: () => void }) {
  return (
    <Notice tone="info" title="Reading was cancelled." actions={<RetryButton onRetry={onRetry} />}>
      <p>Postgres has been told to stop the query.</p>
    </Notice>
  );
}
