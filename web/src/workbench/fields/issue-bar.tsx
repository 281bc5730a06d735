import { TriangleAlert } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from '../../lib/store';
import { navigate } from '../../lib/url-state';
import { fixFor } from '../../mapping/fixes';
import { noIssues, partOf } from '../../mapping/issues';
import { fieldName, type DraftField } from '../../mapping/model';
import { Button } from '../../ui/button';
import { ExactText } from '../../ui/exact-text';
import { useMapping, useMappingStore } from '../context';
import { issuesOf, type MappingState } from '../store';
import { focusedField, hasFocusedField } from '../ui-state';
import styles from './issue-bar.module.css';

/** Id of the element with the issues of a field, while they are shown. */
export function issuesIdOf(id: number): string {
  return `field-${id}-issues`;
}

/** The issues of the field that had the focus last, otherwise of the first field that has any. */
export function IssueBar() {
  const focused = useStore(focusedField);
  const field = useMapping((state) => fieldWithIssues(state, focused));
  return field === undefined ? null : <FieldIssues field={field} />;
}

function fieldWithIssues(state: MappingState, focused: number | undefined): DraftField | undefined {
  const { draft, validation, engineIssues, refused } = state;
  if (validation.shown.size + validation.warnings.size + engineIssues.size + refused.size === 0) return;
  const has = (field: DraftField) => issuesOf(state, field).length > 0 || validation.warnings.has(field.id);
  const own = draft.fields.find(({ id }) => id === focused);
  if (own !== undefined && has(own)) return own;
  return draft.fields.find((field) => issuesOf(state, field).length > 0) ?? draft.fields.find(has);
}

/** The issues of a field, the other field of a conflict, and a button that fixes it. */
function FieldIssues({ field }: { field: DraftField }) {
  const store = useMappingStore();
  const draft = useMapping((state) => state.draft);
  const columns = useMapping((state) => state.columns);
  const issues = useMapping((state) => issuesOf(state, field));
  const warnings = useMapping((state) => state.validation.warnings.get(field.id) ?? noIssues);
  const hasErrors = issues.length > 0;
  useEffect(() => {
    // The bar makes the list shorter. While one field loses the focus to another, neither has it, so this waits for a frame.
    const frame = requestAnimationFrame(() => {
      if (hasFocusedField())
        document.activeElement?.closest('[data-field]')?.scrollIntoView({ block: 'nearest' });
    });
    return () => cancelAnimationFrame(frame);
  }, [issues]);
  return (
    <div className={styles.issues} role="group" aria-label={`Issues of ${fieldName(field)}`}>
      <b>{fieldName(field)}</b>
      <div id={issuesIdOf(field.id)}>
        {(hasErrors ? issues : warnings).map((issue) => {
          const index = draft.fields.findIndex((other) => other.id === issue.related);
          const related = draft.fields[index];
          const fix = hasErrors ? fixFor(field, issue, draft, columns) : undefined;
          return (
            <p key={`${issue.code} ${issue.related ?? ''} ${issue.message}`}>
              <TriangleAlert size={14} aria-hidden />
              <span>
                <ExactText text={issue.message} />
                {related === undefined ? '' : ` The other is field ${index + 1}, ${fieldName(related)}.`}
              </span>
              {issue.payload === undefined ? null : (
                <Button look="link" onClick={() => navigate({ row: issue.payload ?? 0 })}>
                  Show row {issue.payload + 1}
                </Button>
              )}
              {related === undefined ? null : (
                <Button look="link" onClick={() => store.requestFocus(related.id, 'path')}>
                  Go to field {index + 1}
                </Button>
              )}
              {fix === undefined ? null : (
                <Button
                  look="link"
                  onClick={() => {
                    store.dispatch({ type: 'edit', name: fix.label, edits: fix.edits });
                    store.requestFocus(field.id, partOf(issue));
                  }}
                >
                  {fix.label}
                </Button>
              )}
            </p>
          );
        })}
      </div>
    </div>
  );
}
