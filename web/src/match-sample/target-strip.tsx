import { ChevronDown, Crosshair, X } from 'lucide-react';
import { Suspense, lazy, useId, useMemo, useState } from 'react';
import { plural } from '../lib/format';
import { Button, IconButton } from '../ui/button';
import { useDeferredMapping, useMapping, useMappingStore } from '../workbench/context';
import { standingOf, typeLabels, type TargetField, type TargetStanding } from './model/target';
import styles from './target-strip.module.css';

const MatchDialog = lazy(() => import('./match-dialog'));

/** What is said of fields that are not as the receiver expects them, before there is only a count. */
const SAID_MAX = 2;

/** How much of the receiver's example is filled, in a line, and field by field when asked. */
export default function TargetStrip({ target }: { target: readonly TargetField[] }) {
  const store = useMappingStore();
  const draft = useDeferredMapping((state) => state.draft);
  const columns = useMapping((state) => state.columns);
  const [open, setOpen] = useState(false);
  const [changing, setChanging] = useState(false);
  const listId = useId();
  const standings = useMemo(() => standingOf(target, draft, columns), [columns, draft, target]);
  const off = standings.filter(({ standing }) => standing.state !== 'filled');
  const said = off.slice(0, SAID_MAX);
  return (
    <section className={styles.strip} aria-label="Target">
      <div className={styles.line}>
        <Crosshair size={15} aria-hidden />
        <p role="status">
          <strong>
            Target: {standings.length - off.length} of {standings.length} filled
          </strong>
          {said.map((each) => (
            <span key={each.to} className={styles.off}>
              <code>{each.to}</code> {wordsOf(each)}
            </span>
          ))}
          {off.length > said.length ? (
            <span className={styles.off}>{off.length - said.length} more</span>
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
          <Button look="quiet" onClick={() => setChanging(true)}>
            Change target
          </Button>
          <IconButton label="Remove the target" icon={X} onClick={() => store.target.set(undefined)} />
        </span>
      </div>
      {open ? (
        <ul id={listId} className={styles.list} aria-label={plural(standings.length, 'expected field')}>
          {[...off, ...standings.filter((each) => !off.includes(each))].map((each) => (
            <li key={each.to} data-state={each.standing.state}>
              <code>{each.to}</code>
              <span>
                {wordsOf(each)}
                {each.standing.state === 'filled' ? '' : `, ${typeLabels[each.type]} is expected`}
              </span>
              <Action {...each} />
            </li>
          ))}
        </ul>
      ) : null}
      {changing ? (
        <Suspense>
          <MatchDialog onClose={() => setChanging(false)} />
        </Suspense>
      ) : null}
    </section>
  );
}

function Action({ to, standing }: TargetStanding) {
  const store = useMappingStore();
  if (standing.state === 'missing') {
    const add = () => {
      store.setFilter('');
      store.add({ to, value: { kind: 'column', column: '' } }, 'value');
    };
    return (
      <Button look="link" aria-label={`Add ${to}`} onClick={add}>
        Add
      </Button>
    );
  }
  return (
    <Button look="link" aria-label={`Go to ${to}`} onClick={() => store.requestFocus(standing.row, 'path')}>
      Go to
    </Button>
  );
}

function wordsOf({ standing }: TargetStanding): string {
  if (standing.state === 'other type') return `is ${typeLabels[standing.is]}`;
  return standing.state;
}
