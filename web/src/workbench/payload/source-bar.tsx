import type { Condition, RelationDetail } from '@rowhook/contracts';
import { FileCheck2, FilePlus2, SearchCheck, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { conditionText } from '../../filters/condition-text';
import { Filter } from '../../filters/filter';
import { FindForm } from '../../filters/condition-forms';
import { isQuery } from '../../lib/relation';
import { useStore } from '../../lib/store';
import { isFind, navigate, urlState } from '../../lib/url-state';
import { Button } from '../../ui/button';
import { shownDialog, useMappingStore } from '../context';
import { usePreviewState } from '../preview/preview';
import styles from './source-bar.module.css';

/** The filter of the table, a row found by a value, and the receiver's schema. */
export function SourceBar({ detail }: { detail: RelationDetail }) {
  const { pick } = useStore(urlState);
  const { error } = usePreviewState();
  const { source, relation, schema } = useMappingStore();
  const hasSchema = useStore(schema) !== undefined;
  const { where = [] } = useStore(source);
  /** The form that is open: of the condition with this index, or of a row to find. */
  const [form, setForm] = useState<number | 'find'>();
  const errors = error?.code === 'source_invalid' ? (error.problem?.errors ?? []) : [];
  return (
    <div className={styles.bar}>
      {isQuery(relation) ? null : (
        <Filter
          columns={detail.columns}
          conditions={where}
          errors={conditionErrors(errors)}
          edited={form === 'find' ? undefined : form}
          onEdit={setForm}
          onChange={(next) => {
            source.set({ relation, ...(next.length === 0 ? {} : { where: next }) });
            navigate({ row: 0 });
          }}
        />
      )}
      <FindRow
        open={form === 'find'}
        onOpen={(open) => setForm(open ? 'find' : undefined)}
        detail={detail}
        found={isFind(pick) ? pick.where : undefined}
        error={errors.find(({ pointer }) => pointer.startsWith('/rows/pick/where/'))?.message}
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

function conditionErrors(errors: readonly { pointer: string; message: string }[]): Map<number, string> {
  const messages = new Map<number, string>();
  for (const { pointer, message } of errors) {
    const index = /^\/where\/(\d+)/.exec(pointer)?.[1];
    if (index !== undefined) messages.set(Number(index), message);
  }
  return messages;
}

interface FindRowProps {
  open: boolean;
  onOpen: (open: boolean) => void;
  detail: RelationDetail;
  found: readonly Condition[] | undefined;
  error: string | undefined;
}

/** Finds rows by values. They may be personal data, so the URL does not have them. */
function FindRow({ open, onOpen, detail, found, error }: FindRowProps) {
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    onOpen(false);
    button.current?.focus();
  };
  return (
    <div className={styles.find}>
      <Button ref={button} look="quiet" icon={SearchCheck} aria-expanded={open} onClick={() => onOpen(!open)}>
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
          columns={detail.columns}
          keyColumns={detail.primaryKey}
          found={found}
          onCancel={close}
          onSubmit={(where) => {
            navigate({ pick: { where }, row: 0 });
            close();
          }}
        />
      ) : null}
      {error === undefined ? null : <p className={styles.error}>{error}</p>}
    </div>
  );
}
