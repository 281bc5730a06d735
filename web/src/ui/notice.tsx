import type { RelationName } from '@rowhook/contracts';
import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { visibleText } from '../lib/visible-text';
import { ExactText } from './exact-text';
import { session } from '../api/connection';
import { messageContext, type ApiError } from '../api/errors';
import { messages } from '../api/messages';
import { grantSelect, isQuery } from '../lib/relation';
import { useStore } from '../lib/store';
import { CopyButton } from './copy-button';
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
