import { ClipboardPaste } from 'lucide-react';
import { Suspense, lazy, useState } from 'react';
import { Button } from '../ui/button';
import styles from './match-sample.module.css';

const MatchDialog = lazy(() => import('./match-dialog'));

/** Opens the dialog in which the payload that a receiver expects becomes a mapping. */
export function MatchSample() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={ClipboardPaste} title="Match a sample" onClick={() => setOpen(true)}>
        <span className={styles.label}>
          Match <span className={styles.rest}>a sample</span>
        </span>
      </Button>
      {open ? (
        <Suspense>
          <MatchDialog onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
