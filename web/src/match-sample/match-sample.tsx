import { ClipboardPaste } from 'lucide-react';
import { Button } from '../ui/button';
import { shownDialog } from '../workbench/context';
import styles from './match-sample.module.css';

/** Opens the dialog in which the payload that a receiver expects becomes a mapping. */
export function MatchSample() {
  return (
    <Button icon={ClipboardPaste} title="Match a sample" onClick={() => shownDialog.set('match sample')}>
      <span className={styles.label}>
        Match <span className={styles.rest}>a sample</span>
      </span>
    </Button>
  );
}
