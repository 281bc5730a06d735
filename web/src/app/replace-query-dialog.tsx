import type { Replacement } from '../lib/replace-query';
import { Button, CopyButton } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { LongText } from '../ui/exact-text';
import styles from './replace-query-dialog.module.css';

interface ReplaceQueryDialogProps extends Replacement {
  onClose: () => void;
}

/** Asks before a SQL query is lost. */
export default function ReplaceQueryDialog({
  query,
  losesMapping,
  replace,
  onClose,
}: ReplaceQueryDialogProps) {
  return (
    <Dialog
      title="Replace the SQL query?"
      onClose={onClose}
      actions={
        <>
          <CopyButton label="Copy SQL" text={() => query} />
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="primary"
            onClick={() => {
              onClose();
              replace();
            }}
          >
            Replace
          </Button>
        </>
      }
    >
      <p>{losesMapping ? 'This query and its mapping will be lost:' : 'This query will be lost:'}</p>
      {/* Focusable, so that keys can scroll it. */}
      <pre tabIndex={0} aria-label="The query" className={styles.query}>
        <LongText text={query} />
      </pre>
    </Dialog>
  );
}
