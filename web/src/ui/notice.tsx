import type { RelationName } from '@rowhook/contracts';
import { useQuery } from '@tanstack/react-query';
import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { session } from '../api/connection';
import type { ApiError } from '../api/errors';
import { messageContext, messages } from '../api/messages';
import { queries } from '../api/queries';
import { isFocusLost } from '../lib/dom';
import { grantSelect, isQuery } from '../lib/relation';
import { useStore } from '../lib/store';
import { visibleText } from '../lib/visible-text';
import { Button, CopyButton } from './button';
import { ExactText } from './exact-text';
import styles from './notice.module.css';

const icons = { bad: CircleAlert, warn: TriangleAlert, info: Info };

interface NoticeProps {
  tone: keyof typeof icons;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  /** Whether screen readers announce it at once. */
  alert?: boolean;
}

export function Notice({ tone, title, children, actions, alert = false }: NoticeProps) {
  const Icon = icons[tone];
  return (
    <div className={`${styles.notice} ${styles[tone]}`} {...(alert ? { role: 'alert' } : {})}>
      <Icon size={17} aria-hidden className={styles.icon} />
      <div className={styles.text}>
        <p className={styles.title}>{title}</p>
        {children}
        {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
      </div>
    </div>
  );
}

interface FailureNoticeProps {
  failure: ApiError;
  /** The relation that was to be read. */
  relation?: RelationName | undefined;
  /** Whether rows that need no sort could be read instead. */
  canSpread?: boolean;
  actions?: ReactNode;
}

/** The message of an error: what happened, the usual reason, and what to do. */
export function ErrorNotice({ failure, relation, canSpread, actions }: FailureNoticeProps) {
  const server = useStore(session, ({ connection }) => connection?.server);
  const { problem, code } = failure;
  const { what, why, remedy } = messages[code](messageContext(problem, server, relation, canSpread));
  const sql =
    code === 'permission_denied' && relation !== undefined && !isQuery(relation) && server !== undefined
      ? grantSelect(relation, server.user)
      : undefined;
  return (
    <Notice tone="bad" title={visibleText(what)} alert actions={actions}>
      <p>
        <ExactText text={why} />
      </p>
      <p>
        <ExactText text={remedy} />
      </p>
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

/** A placeholder for content. It appears after a moment, so that quick responses do not flash. */
export function Skeleton({ label, lines }: { label: string; lines: number }) {
  return (
    <div className={styles.skeleton} role="status">
      <span className="visually-hidden">{label}</span>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} className={styles.line} aria-hidden />
      ))}
    </div>
  );
}

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
            {settings === undefined ? '' : `, at most ${Math.round(settings.timeLimitMs / 1000)} s`}
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

/** Takes the focus if the element that had it is gone. */
export function RetryButton({ onRetry }: { onRetry: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isFocusLost()) button.current?.focus();
  }, []);
  return (
    <Button ref={button} data-first onClick={onRetry}>
      Try again
    </Button>
  );
}
