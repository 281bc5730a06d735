import type { Issue, RowPick } from '@rowhook/contracts';
import { conditionText } from '../../filters/condition-text';
import { visibleName, visibleText } from '../../lib/visible-text';
import { useStore } from '../../lib/store';
import { isFind, navigate } from '../../lib/url-state';
import { fieldName } from '../../mapping/model';
import { Button } from '../../ui/button';
import { ExactText, FoldedText } from '../../ui/exact-text';
import { lazyPart } from '../../ui/lazy-part';
import { Notice } from '../../ui/notice';
import { sampleValue } from '../sample';
import { useMappingStore } from '../context';
import { usePreviewState } from '../preview/preview';
import { goToField } from '../ui-state';
import styles from './payload-pane.module.css';

const PayloadShape = lazyPart(() => import('./payload-shape'));

/** Why there is no row to show, and what a payload would be. */
export function NoRows({ pick, name, rowSecurity }: { pick: RowPick; name: string; rowSecurity: boolean }) {
  const { source } = useMappingStore();
  const { relation, where = [] } = useStore(source);
  const removeFilter =
    relation === undefined || where.length === 0 ? null : (
      <Button onClick={() => source.set({ relation })}>Remove the filter</Button>
    );
  return (
    <div className={styles.empty}>
      {isFind(pick) ? (
        <Notice
          tone="info"
          title="No such row was found."
          actions={
            <>
              <Button onClick={() => navigate({ pick: 'first' })}>Show the first rows</Button>
              {removeFilter}
            </>
          }
        >
          <p>
            {where.length === 0
              ? 'No row that this login may read matches the condition.'
              : `No such row matches the filter: ${where.map(conditionText).join(' and ')}.`}
          </p>
        </Notice>
      ) : typeof pick === 'object' ? (
        <Notice
          tone="info"
          title={`No row was found where ${visibleName(pick.nullIn)} is NULL.`}
          actions={<Button onClick={() => navigate({ pick: 'first' })}>Show the first rows</Button>}
        >
          <p>No row that this login may read has a NULL there; the others can be previewed.</p>
        </Notice>
      ) : pick === 'spread' ? (
        <Notice
          tone="info"
          title={`No row of ${name} was found.`}
          actions={<Button onClick={() => navigate({ pick: 'first' })}>Show the first rows</Button>}
        >
          <p>Rows that are spread evenly come from a few places of the table; others may well have rows.</p>
        </Notice>
      ) : where.length > 0 ? (
        <Notice tone="info" title={`No row of ${name} matches the filter.`} actions={removeFilter}>
          <p>All conditions must hold. You can still edit the mapping.</p>
        </Notice>
      ) : rowSecurity ? (
        <Notice tone="info" title={`${name} has no rows that this login may see.`}>
          <p>
            Row-level security is on. Ask the owner for a policy for this login, or connect as another role.
          </p>
        </Notice>
      ) : (
        <Notice tone="info" title={`${name} has no rows.`}>
          <p>You can still edit the mapping. Refresh the sample once there are rows.</p>
        </Notice>
      )}
      {typeof pick === 'object' ? null : <PayloadShape />}
    </div>
  );
}

interface RowIssuesNoticeProps {
  /** Index of the row. */
  row: number;
  issues: readonly Issue[];
  /** The row's key, if it has one, and how many rows are rejected. */
  about: string;
}

/** Why the row has no payload. */
export function RowIssuesNotice({ row, issues, about }: RowIssuesNoticeProps) {
  const store = useMappingStore();
  const { shownSample, result } = usePreviewState();
  return (
    <div className={styles.empty}>
      <Notice tone="warn" title="This row has no payload.">
        <p className={styles.about}>{about}</p>
        <p>
          {issues.some(({ code }) => code === 'column_failed')
            ? 'An export fails, also if it is told to skip rejected rows. Remove the field, or correct the view or query.'
            : 'An export stops at this row, unless it is told to skip such rows.'}
        </p>
        <ul className={styles.issues}>
          {issues.map(({ field: index, code, message }) => {
            const id = index === null ? undefined : result?.input.fieldIds[index];
            const field = store.get().draft.fields.find((each) => each.id === id);
            const sent = field?.value;
            const column = sent?.kind === 'column' && sent.at === undefined ? sent.column : undefined;
            const steps = sent?.kind === 'column' ? (sent.steps?.length ?? 0) : 0;
            const isChanged = steps > (code === 'not_in_lookup' ? 1 : 0);
            const value = sampleValue(shownSample?.sample, result?.preview.sample.takenAt, row, column);
            return (
              <li key={`${index} ${code}`}>
                <ExactText text={message} />
                {value === undefined ? null : (
                  <>
                    {' '}
                    {isChanged ? 'Its value before the steps:' : 'Its value:'}{' '}
                    <code>
                      <FoldedText text={value} />
                    </code>
                  </>
                )}{' '}
                {field === undefined ? null : (
                  <Button look="link" onClick={() => goToField(store, field.id)}>
                    Go to {visibleText(field.to || fieldName(field))}
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
