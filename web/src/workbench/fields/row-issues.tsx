import { CircleAlert, TriangleAlert } from 'lucide-react';
import { navigate } from '../../lib/url-state';
import { fixFor } from '../../mapping/fixes';
import { partOf, type RowIssue } from '../../mapping/issues';
import { fieldName, type MappingRow } from '../../mapping/model';
import { Button } from '../../ui/button';
import { ExactText } from '../../ui/exact-text';
import { useMapping, useMappingStore } from '../context';
import styles from './row-issues.module.css';

interface RowIssuesProps {
  id: string;
  row: MappingRow;
  issues: readonly RowIssue[];
  tone: 'bad' | 'warn';
}

/** The issues of a field, the other field of a conflict, and a button that fixes it. */
export function RowIssues({ id, row, issues, tone }: RowIssuesProps) {
  const store = useMappingStore();
  const draft = useMapping((state) => state.draft);
  const columns = useMapping((state) => state.columns);
  const Icon = tone === 'bad' ? CircleAlert : TriangleAlert;
  return (
    <div role="gridcell" id={id} className={styles.issues} data-tone={tone}>
      {issues.map((issue) => {
        const index = draft.rows.findIndex((other) => other.id === issue.related);
        const related = draft.rows[index];
        const fix = tone === 'bad' ? fixFor(row, issue, draft, columns) : undefined;
        return (
          <p key={`${issue.code} ${issue.related ?? ''} ${issue.message}`}>
            <Icon size={14} aria-hidden />
            <span>
              <ExactText text={issue.message} />
              {related === undefined ? '' : ` The other is row ${index + 1}, ${fieldName(related)}.`}
            </span>
            {issue.payload === undefined ? null : (
              <Button look="link" onClick={() => navigate({ row: issue.payload ?? 0 })}>
                Show row {issue.payload + 1}
              </Button>
            )}
            {related === undefined ? null : (
              <Button look="link" onClick={() => store.requestFocus(related.id, 'path')}>
                Go to row {index + 1}
              </Button>
            )}
            {fix === undefined ? null : (
              <Button
                look="link"
                onClick={() => {
                  store.dispatch({ type: 'edit', name: fix.label, edits: fix.edits });
                  store.requestFocus(row.id, partOf(issue));
                }}
              >
                {fix.label}
              </Button>
            )}
          </p>
        );
      })}
    </div>
  );
}
