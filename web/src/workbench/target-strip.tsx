import { ChevronDown, Crosshair, X } from 'lucide-react';
import { useId, useMemo, useState } from 'react';
import { plural } from '../lib/format';
import { targetStatuses, typeLabels, type FieldStatus, type TargetField } from '../mapping/target';
import { Button, IconButton } from '../ui/button';
import { useDeferredMapping, useMapping, useMappingStore } from './context';
import styles from './target-strip.module.css';
import { shownDialog } from './ui-state';

/** At most this many fields that differ from the example are named. The others are counted. */
const NAMED_MAX = 2;

interface TargetStripProps {
  target: readonly TargetField[];
  onRemove: () => void;
}

/** Shows in one line how much of the receiver's example is filled, and on request each field. */
export default function TargetStrip({ target, onRemove }: TargetStripProps) {
  const draft = useDeferredMapping((state) => state.draft);
  const columns = useMapping((state) => state.columns);
  const [open, setOpen] = useState(false);
  const listId = useId();
  const statuses = useMemo(() => targetStatuses(target, draft, columns), [columns, draft, target]);
  const unfilled = statuses.filter(({ state }) => state !== 'filled');
  const named = unfilled.slice(0, NAMED_MAX);
  return (
    <section className={styles.strip} aria-label="Target">
      <div className={styles.line}>
        <Crosshair size={15} aria-hidden />
        <p role="status">
          <strong>
            Target: {statuses.length - unfilled.length} of {statuses.length} filled
          </strong>
          {named.map((each) => (
            <span key={each.to} className={styles.unfilled}>
              <code>{each.to}</code> {labelOf(each)}
            </span>
          ))}
          {unfilled.length > named.length ? (
            <span className={styles.unfilled}>{unfilled.length - named.length} more</span>
          ) : null}
        </p>
        <span className={styles.tools}>
          <Button
            look="quiet"
            aria-expanded={open}
            aria-controls={open ? listId : undefined}
            onClick={() => setOpen(!open)}
          >
            Details
            <ChevronDown size={14} aria-hidden className={styles.chevron} data-open={open} />
          </Button>
          <Button look="quiet" onClick={() => shownDialog.set('match sample')}>
            Change target
          </Button>
          <IconButton label="Remove the target" icon={X} onClick={onRemove} />
        </span>
      </div>
      {open ? (
        <ul id={listId} className={styles.list} aria-label={plural(statuses.length, 'expected field')}>
          {[...unfilled, ...statuses.filter((each) => !unfilled.includes(each))].map((each) => (
            <li key={each.to} data-state={each.state}>
              <code>{each.to}</code>
              <span>
                {labelOf(each)}
                {each.state === 'filled' ? '' : `, ${typeLabels[each.type]} is expected`}
              </span>
              <Action field={each} />
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

function Action({ field }: { field: FieldStatus }) {
  const { to } = field;
  const store = useMappingStore();
  if (field.state === 'missing') {
    const add = () => {
      store.setFieldSearch('');
      store.add({ to, value: { kind: 'column', column: '' } }, 'value');
    };
    return (
      <Button look="link" aria-label={`Add ${to}`} onClick={add}>
        Add
      </Button>
    );
  }
  return (
    <Button look="link" aria-label={`Go to ${to}`} onClick={() => store.requestFocus(field.fieldId, 'path')}>
      Go to
    </Button>
  );
}

function labelOf(field: FieldStatus): string {
  return field.state === 'other type' ? `is ${typeLabels[field.is]}` : field.state;
}
