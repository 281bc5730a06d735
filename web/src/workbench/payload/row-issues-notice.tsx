import type { Issue } from '@rowhook/contracts';
import { Button } from '../../ui/button';
import { FoldedText } from '../../ui/folded-text';
import { Notice } from '../../ui/notice';
import type { IssueField } from './issue-field';
import styles from './payload-pane.module.css';

interface RowIssuesNoticeProps {
  issues: readonly Issue[];
  /** The row by its key, where it has one, and how many rows stop. */
  about: string;
  fieldAt: (index: number) => IssueField | undefined;
  /** The value of a column in the row. */
  valueOf: (column: string | undefined) => string | undefined;
}

/** Why the row that is shown has no payload. */
export function RowIssuesNotice({ issues, about, fieldAt, valueOf }: RowIssuesNoticeProps) {
  return (
    <div className={styles.empty}>
      <Notice tone="warn" title="This row has no payload.">
        <p className={styles.about}>{about}</p>
        <p>An export stops at this row, unless it is told to skip such rows.</p>
        <ul className={styles.issues}>
          {issues.map(({ field, code, message }) => {
            const target = field === null ? undefined : fieldAt(field);
            const value = valueOf(target?.column);
            return (
              <li key={`${field} ${code}`}>
                {message}
                {value === undefined ? null : (
                  <>
                    {' '}
                    Its value:{' '}
                    <code>
                      <FoldedText text={value} />
                    </code>
                  </>
                )}{' '}
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
