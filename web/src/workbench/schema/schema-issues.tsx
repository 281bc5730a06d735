import { useState } from 'react';
import { plural } from '../../lib/format';
import { useStore } from '../../lib/store';
import { navigate } from '../../lib/url-state';
import { fieldAtPointer } from '../../mapping/paths';
import { Button } from '../../ui/button';
import { ExactText } from '../../ui/exact-text';
import { useMapping, useMappingStore, useReceiver } from '../context';
import { PathLink } from '../path-link';
import { usePreviewState } from '../preview/preview';
import { goToField, shownDialog } from '../ui-state';
import { exactness } from './receiver-schema';
import styles from './schema-issues.module.css';

const SHOWN_MAX = 3;

/** How the payload shown breaks the receiver's schema, and where another one does. */
export function SchemaIssues() {
  const store = useMappingStore();
  const receiver = useReceiver();
  const { result, row } = usePreviewState();
  const fields = useMapping(({ draft }) => draft.fields);
  const schema = useStore(receiver.schema);
  const refusal = useStore(receiver.schemaRefusal);
  const [all, setAll] = useState(false);
  if (schema !== undefined && refusal !== undefined) {
    const isLimit = refusal.code === 'schema_limit_exceeded';
    return (
      <p className={styles.refused}>
        The receiver’s schema {isLimit ? 'takes too long' : 'cannot be used'}, so payloads are not validated.{' '}
        {isLimit ? (
          <Button look="link" onClick={() => receiver.schema.set({ ...schema })}>
            Try again
          </Button>
        ) : null}{' '}
        <Button look="link" onClick={() => shownDialog.set('schema')}>
          Show why
        </Button>
      </p>
    );
  }
  const issues = result?.preview.schemaIssues;
  const own = issues?.[row] ?? [];
  const broken = issues?.flatMap((each, index) => (each.length > 0 ? [index] : [])) ?? [];
  const [first] = broken;
  if (issues === undefined || first === undefined) return null;
  const shown = all ? own : own.slice(0, SHOWN_MAX);
  return (
    <div className={styles.issues} role="group" aria-label="Issues of the receiver’s schema">
      <p>
        {broken.length} of {plural(issues.length, 'row')} {broken.length === 1 ? 'breaks' : 'break'} the
        receiver’s schema.{' '}
        {own.length > 0 ? null : (
          <Button look="link" onClick={() => navigate({ row: first })}>
            Show row {first + 1}
          </Button>
        )}
      </p>
      <ul>
        {shown.map(({ pointer, schemaPointer, message, exact }) => {
          const field = fieldAtPointer(fields, pointer);
          return (
            <li key={`${pointer} ${schemaPointer} ${message}`}>
              <PathLink path={pointer || 'payload'} onGoTo={field && (() => goToField(store, field.id))} />{' '}
              <ExactText text={message} />
              {exactness({ exact })}
            </li>
          );
        })}
      </ul>
      {shown.length === own.length ? null : (
        <Button look="link" onClick={() => setAll(true)}>
          Show all {own.length} issues of this row
        </Button>
      )}
    </div>
  );
}
