import { Download, FileBraces, SquareTerminal } from 'lucide-react';
import { download } from '../../lib/dom';
import { relationText } from '../../lib/relation';
import { relationOf } from '../../lib/source';
import { useDeferredStore } from '../../lib/store';
import { mappingText } from '../../mapping/document';
import { exportSchema } from '../../mapping/export-schema';
import { validMapping, withoutFields } from '../../mapping/valid-mapping';
import { Button, IconButton } from '../../ui/button';
import { shownDialog } from '../context';
import type { MappingStore } from '../store';
import { fileName } from './export-command';
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

/** Saves the valid part of the mapping as a file, which batch tools read. */
function saveMapping(store: MappingStore): void {
  const source = store.source.get();
  const text = mappingText(validMapping(store.get()).draft, source, (each) => JSON.stringify(each, null, 2));
  if (text === undefined) return;
  download(fileName(relationOf(source), 'mapping.json'), 'application/json', `${text}\n`);
}

/** Saves the JSON Schema of what the mapping sends. */
function saveSchema(store: MappingStore): void {
  const relation = relationOf(store.source.get());
  const { document } = validMapping(store.get());
  const schema = exportSchema(document, store.get().columns, relationText(relation));
  const text = `${JSON.stringify(schema, null, 2)}\n`;
  download(fileName(relation, 'schema.json'), 'application/schema+json', text);
}
