import { Lightbulb, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button, IconButton } from '../../ui/button';
import { plural } from '../../lib/format';
import { useMapping, useMappingStore } from '../context';
import { proposeNesting } from '../../mapping/propose-nesting';
import styles from './nesting-hint.module.css';

/** Teaches nesting until something is nested, and offers to nest what has words in common. */
export function NestingHint() {
  const store = useMappingStore();
  const draft = useMapping((state) => state.draft);
  const [dismissed, setDismissed] = useState(false);
  const flat = draft.rows.length > 0 && draft.rows.every(({ to }) => !/[.[]/.test(to));
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
              // The hint goes, and what was nested first shows what has become of it.
              if (edits[0] !== undefined) store.want(edits[0].id, 'path');
            }}
          >
            Nest by common words: {proposal.examples.join(', ')}
            {proposal.edits.length > proposal.examples.length ? ', …' : ''}
          </Button>
        )}
      </div>
      <IconButton label="Hide this hint" icon={X} onClick={() => setDismissed(true)} />
    </div>
  );
}
