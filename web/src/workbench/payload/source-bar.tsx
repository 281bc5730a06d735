import type { Condition } from '@rowhook/contracts';
import { FileCheck2, FilePlus2, SearchCheck, X } from 'lucide-react';
import { useId, useRef } from 'react';
import { conditionErrors, useReopenOnError, type ConditionErrors } from '../../filters/condition-errors';
import { conditionText } from '../../filters/condition-text';
import { Filter } from '../../filters/filter';
import { FindForm } from '../../filters/find-form';
import { tableSource } from '../../lib/source';
import { useStore } from '../../lib/store';
import { isFind, navigate, urlState } from '../../lib/url-state';
import { Button } from '../../ui/button';
import { useDetail, useMappingStore, useReceiver } from '../context';
import { usePreviewState } from '../preview/preview';
import { shownDialog, sourceForm } from '../ui-state';
import styles from './source-bar.module.css';

/** The filter of the table, a row found by a value, and the receiver's schema. */
export function SourceBar() {
  const { columns } = useDetail();
  const { pick } = useStore(urlState);
  const { error, input } = usePreviewState();
  const { source } = useMappingStore();
  const hasSchema = useStore(useReceiver().schema) !== undefined;
  const current = useStore(source);
  const { relation, where = [] } = current;
  const form = useStore(sourceForm);
  // Until the next preview arrives, the error is about the previous conditions.
  const ownError = input.source === current && input.rows.pick === pick ? error : undefined;
  return (
    <div className={styles.bar}>
      {relation === undefined ? null : (
        <Filter
          columns={columns}
          conditions={where}
          errors={conditionErrors(ownError, '/where')}
          edited={form === 'find' ? undefined : form}
          onEdit={sourceForm.set}
          onChange={(next) => {
            source.set(tableSource(relation, next));
            navigate({ row: 0 });
          }}
        />
      )}
      <FindRow
        open={form === 'find'}
        onOpen={(open) => sourceForm.set(open ? 'find' : undefined)}
        found={isFind(pick) ? pick.where : undefined}
        errors={conditionErrors(ownError, '/rows/pick/where')}
      />
      <Button
        look="quiet"
        icon={hasSchema ? FileCheck2 : FilePlus2}
        onClick={() => shownDialog.set('schema')}
      >
        {hasSchema ? 'Receiver’s schema' : 'Add schema'}
      </Button>
    </div>
  );
}

interface FindRowProps {
  open: boolean;
  onOpen: (open: boolean) => void;
  found: readonly Condition[] | undefined;
  errors: ConditionErrors;
}

/** Finds rows by values. They may be personal data, so the URL does not have them. */
function FindRow({ open, onOpen, found, errors }: FindRowProps) {
  const { columns, keyColumns } = useDetail();
  const button = useRef<HTMLButtonElement>(null);
  const errorId = useId();
  const reopenFor = useReopenOnError(button, errors, () => onOpen(true));
  // The form shows it at the value.
  const message = open ? undefined : [...errors.values()][0]?.message;
  const close = () => {
    onOpen(false);
    button.current?.focus();
  };
  return (
    <div className={styles.find}>
      <Button
        ref={button}
        look="quiet"
        icon={SearchCheck}
        disabled={!columns.some(({ readable }) => readable)}
        aria-expanded={open}
        aria-describedby={message === undefined ? undefined : errorId}
        onClick={() => onOpen(!open)}
      >
        <span>{found === undefined ? 'Find a row' : found.map(conditionText).join(' and ')}</span>
      </Button>
      {found === undefined ? null : (
        <Button
          look="quiet"
          icon={X}
          onClick={() => {
            navigate({ pick: 'first', row: 0 });
            close();
          }}
        >
          Show the first rows
        </Button>
      )}
      {open ? (
        <FindForm
          columns={columns}
          keyColumns={keyColumns}
          found={found}
          errors={errors}
          onCancel={close}
          onSubmit={(where) => {
            reopenFor([...where.keys()]);
            navigate({ pick: { where }, row: 0 });
            close();
          }}
        />
      ) : null}
      {message === undefined ? null : (
        <p id={errorId} role="alert" className={styles.error}>
          {message}
        </p>
      )}
    </div>
  );
}
