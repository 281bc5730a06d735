import { Download, FileBraces, SquareTerminal } from 'lucide-react';
import { useDeferredStore } from '../../lib/store';
import { validMapping, withoutFields } from '../../mapping/valid-mapping';
import { Button, IconButton } from '../../ui/button';
import { shownDialog } from '../context';
import type { MappingStore } from '../store';
import { saveMapping, saveSchema } from './save';
import styles from './save-mapping.module.css';

/** What a mapping is for: a file that batch tools read, the command that exports by it, and the schema of what it sends. */
export default function SaveMapping({ store }: { store: MappingStore }) {
  // A field that is typed counts once its issue is shown.
  const left = useDeferredStore(store, (state) => {
    const { inProgress, validation } = state;
    const { excluded } = validMapping(state);
    return excluded.filter(({ id }) => id !== inProgress?.id || validation.shown.has(id)).length;
  });
  return (
    <>
      <span className={styles.without}>{withoutFields(left)}</span>
      <IconButton
        label="Export schema"
        icon={FileBraces}
        className={styles.button}
        onClick={() => saveSchema(store)}
      />
      <Button
        icon={SquareTerminal}
        className={styles.button}
        onClick={() => shownDialog.set('export command')}
      >
        <span>Export command</span>
      </Button>
      <Button icon={Download} look="primary" className={styles.button} onClick={() => saveMapping(store)}>
        <span>Save mapping</span>
      </Button>
    </>
  );
}
