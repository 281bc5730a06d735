import { ArrowRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button } from '../../../components/button';
import { Dialog } from '../../../components/dialog';
import fieldStyles from '../../../components/field.module.css';
import { Notice } from '../../../components/notice';
import { plural } from '../../../text/format';
import type { NewConflict } from '../checks/new-conflicts';
import { useMapping, useMappingStore } from '../store/use-mapping';
import { planBulk, type Bulk, type BulkChange } from './bulk';
import styles from './bulk-dialog.module.css';

const EXAMPLES_MAX = 5;
const CONFLICTS_MAX = 3;

const titles: Record<Bulk['kind'], string> = {
  camelCase: 'snake_case to camelCase',
  prefix: 'Prefix',
  nest: 'Nest by common prefix',
  remove: 'Remove',
};

const unchanged: Record<Bulk['kind'], string> = {
  camelCase: 'No key among these fields has an underscore between words.',
  prefix: 'None of these paths can take a prefix.',
  nest: 'No two keys in one object begin with the same word.',
  remove: 'There is nothing to remove.',
};

/** Says what would change, and with which conflicts, before it does. */
export default function BulkDialog({ kind, onClose }: { kind: Bulk['kind']; onClose: () => void }) {
  const store = useMappingStore();
  const draft = useMapping((state) => state.draft);
  const shown = useMapping((state) => state.shown);
  const [prefix, setPrefix] = useState('user.');
  const result = useMemo(
    () => planBulk(kind === 'prefix' ? { kind, prefix } : { kind }, shown, draft),
    [draft, kind, prefix, shown],
  );
  const plan = result.ok ? result.plan : undefined;
  const count = plan?.changes.length ?? 0;
  const removes = kind === 'remove';
  const apply = () => {
    if (plan === undefined || count === 0) return;
    store.dispatch({ type: 'replace', name: plan.name, draft: plan.draft });
    onClose();
  };
  return (
    <Dialog
      title={`${titles[kind]}: ${plural(shown.length, 'field')}`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={count === 0} onClick={apply}>
            {removes ? `Remove ${plural(count, 'field')}` : `Change ${plural(count, 'path')}`}
          </Button>
        </>
      }
    >
      {kind === 'prefix' ? (
        <label className={styles.prefix}>
          Prefix
          <input
            className={fieldStyles.input}
            value={prefix}
            aria-invalid={!result.ok}
            aria-describedby="bulk-summary"
            onChange={(event) => setPrefix(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') apply();
            }}
            onFocus={(event) => event.target.select()}
            data-first
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
          />
          <span>A dot at the end puts the fields inside of an object.</span>
        </label>
      ) : null}
      <p id="bulk-summary" role="status" className={styles.summary} data-bad={!result.ok}>
        {result.ok ? summary(kind, count, shown.length) : result.message}
      </p>
      {plan === undefined || count === 0 ? null : <Examples changes={plan.changes} />}
      {plan === undefined || plan.conflicts.length === 0 ? null : <Conflicts conflicts={plan.conflicts} />}
    </Dialog>
  );
}

function summary(kind: Bulk['kind'], count: number, of: number): string {
  if (count === 0) return unchanged[kind];
  if (kind === 'remove') return `${plural(count, 'field')} will be removed. Undo brings them back.`;
  const same = of - count;
  const rest = same === 0 ? '' : ` ${plural(same, 'other stays as it is', 'others stay as they are')}.`;
  return `${plural(count, 'path changes', 'paths change')}.${rest}`;
}

function Examples({ changes }: { changes: readonly BulkChange[] }) {
  const more = changes.length - EXAMPLES_MAX;
  return (
    <div className={styles.examples}>
      <ul>
        {changes.slice(0, EXAMPLES_MAX).map(({ before, after }, index) => (
          <li key={index}>
            <code>{before}</code>
            {after === undefined ? null : (
              <>
                <ArrowRight size={13} role="img" aria-label="becomes" />
                <code>{after}</code>
              </>
            )}
          </li>
        ))}
      </ul>
      {more > 0 ? <p>and {more.toLocaleString('en')} more</p> : null}
    </div>
  );
}

function Conflicts({ conflicts }: { conflicts: readonly NewConflict[] }) {
  const more = conflicts.length - CONFLICTS_MAX;
  return (
    <Notice tone="warn" title={`${plural(conflicts.length, 'new conflict')} would arise`}>
      <ul className={styles.conflicts}>
        {conflicts.slice(0, CONFLICTS_MAX).map(({ id, message }) => (
          <li key={`${id ?? ''} ${message}`}>{message}</li>
        ))}
      </ul>
      {more > 0 ? <p>and {more.toLocaleString('en')} more</p> : null}
      <p>Until they are put right, the payload stays as it was.</p>
    </Notice>
  );
}
