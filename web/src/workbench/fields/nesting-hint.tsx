import { Lightbulb, X } from 'lucide-react';
import { useMemo } from 'react';
import { plural } from '../../lib/format';
import { useStore } from '../../lib/store';
import { proposeNesting } from '../../mapping/nesting';
import { Button, IconButton } from '../../ui/button';
import { useDeferredMapping, useMappingStore } from '../context';
import styles from './nesting-hint.module.css';

const HINT = 'nesting hint';

/** Explains nesting until a field is nested, and offers to nest fields with common words. */
export function NestingHint() {
  const store = useMappingStore();
  const draft = useDeferredMapping((state) => state.draft);
  const dismissed = useStore(store.dismissed, (keys) => keys.has(HINT));
  const flat = draft.fields.length > 0 && draft.fields.every(({ to }) => !/[.[]/.test(to));
  const proposal = useMemo(
    () => (flat && !dismissed ? proposeNesting(draft) : undefined),
    [draft, flat, dismissed],
  );
  if (!flat || dismissed) return null;
  return (
    <div className={styles.hint}>
      <Lightbulb size={15} aria-hidden />
      <div>
        <p>
          Type a dot to nest: <code>user.name.first</code>. For a list, a number: <code>phones[0]</code>
        </p>
        {proposal === undefined ? null : (
          <Button
            look="link"
            onClick={() => {
              const { edits } = proposal;
              store.dispatch({ type: 'edit', name: `nest ${plural(edits.length, 'path')}`, edits });
              // The hint disappears, so the first nested field takes the focus.
              if (edits[0] !== undefined) store.requestFocus(edits[0].id, 'path');
            }}
          >
            Nest by common words: {proposal.examples.join(', ')}
            {proposal.edits.length > proposal.examples.length ? ', …' : ''}
          </Button>
        )}
      </div>
      <IconButton
        label="Hide this hint"
        icon={X}
        onClick={() => store.dismissed.set(new Set(store.dismissed.get()).add(HINT))}
      />
    </div>
  );
}
