import type { Issue } from '@rowhook/contracts';
import { Button } from '../../components/button';
import { Notice } from '../../components/notice';
import styles from './payload-pane.module.css';

interface RowIssuesNoticeProps {
  issues: readonly Issue[];
  /** The row by its key, where it has one, and how many rows stop. */
  about: string;
  fieldAt: (index: number) => { name: string; go: () => void } | undefined;
}

/** Why the row that is shown has no payload. */
export function RowIssuesNotice({ issues, about, fieldAt }: RowIssuesNoticeProps) {
  return (
    <div className={styles.empty}>
      <Notice tone="warn" title="This row has no payload.">
        <p className={styles.about}>{about}</p>
        <p>
          A value in it does not fit the mapping. An export would stop here, or skip the row when told to.
        </p>
        <ul className={styles.issues}>
          {issues.map(({ field, code, message }) => {
            const target = field === null ? undefined : fieldAt(field);
            return (
              <li key={`${field} ${code}`}>
                {message}
                {target === undefined ? null : (
                  <Button look="link" onClick={target.go}>
                    Go to {target.name}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      </Notice>
    </div>
  );
}
