import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './notice.module.css';

const icons = { bad: CircleAlert, warn: TriangleAlert, info: Info };

interface NoticeProps {
  tone: keyof typeof icons;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  /** Whether it is read out at once, when it appears. */
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
