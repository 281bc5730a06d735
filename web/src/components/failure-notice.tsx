import type { ReactNode } from 'react';
import type { ApiFailure } from '../api/failure';
import { circumstances, words, type Circumstances } from '../problems/words';
import { CopyButton } from './copy-button';
import styles from './failure-notice.module.css';
import { Notice } from './notice';

interface FailureNoticeProps {
  failure: ApiFailure;
  at?: Partial<Circumstances>;
  actions?: ReactNode;
  /** A statement that would take the cause away, for someone who may run it. */
  sql?: string | undefined;
}

/** A failure in the words of its code: what happened, why that usually is, what to do. */
export function FailureNotice({ failure, at, actions, sql }: FailureNoticeProps) {
  const { problem, code } = failure;
  const { what, why, remedy } = words[code](circumstances(problem, at));
  return (
    <Notice tone="bad" title={what} alert actions={actions}>
      <p>{why}</p>
      <p>{remedy}</p>
      {problem?.hint === undefined ? null : <p>{problem.hint}</p>}
      {sql === undefined ? null : (
        <div className={styles.sql}>
          <code>{sql}</code>
          <CopyButton label="Copy SQL" text={() => sql} />
        </div>
      )}
      <p className={styles.code}>
        {code}
        {problem?.sqlstate === undefined ? '' : ` · SQLSTATE ${problem.sqlstate}`}
        {code === 'internal' && problem !== undefined ? ` · request ${problem.requestId}` : ''}
      </p>
    </Notice>
  );
}
