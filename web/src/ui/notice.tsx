import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { isFocusLost } from '../lib/dom';
import { Button } from './button';
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
