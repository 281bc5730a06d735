import { ClipboardPaste } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Button } from '../../../components/button';

const MatchDialog = lazy(() => import('./match-dialog'));

/** Opens the dialog in which the payload that a receiver expects becomes a mapping. */
export function MatchSample() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={ClipboardPaste} onClick={() => setOpen(true)}>
        Match a sample
      </Button>
      {open ? (
        <Suspense>
          <MatchDialog onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
