import { Download, FileBraces, SquareTerminal } from 'lucide-react';
import { Suspense, lazy, useState } from 'react';
import { createPortal } from 'react-dom';
import { download } from '../../lib/dom';
import { relationText } from '../../lib/relation';
import { relationOf } from '../../lib/source';
import { useDeferredStore } from '../../lib/store';
import { mappingText } from '../../mapping/document';
import { exportSchema } from '../../mapping/export-schema';
import { validFields, withoutFields } from '../../mapping/valid-fields';
import { Button, IconButton } from '../../ui/button';
import { MappingContext } from '../context';
import type { MappingStore } from '../store';
import { exportFile } from './export-command';
import styles from './save-mapping.module.css';

const ExportDialog = lazy(() => import('./export-dialog'));

/** What a mapping is for: a file that batch tools read, the command that exports by it, and the schema of what it sends. */
export default function SaveMapping({ store }: { store: MappingStore }) {
  const [exporting, setExporting] = useState(false);
  // A field that is typed counts once its issue is shown.
  const left = useDeferredStore(store, (state) => {
    const { inProgress, validation } = state;
    const { leftOut } = validFields(state);
    return leftOut.filter(({ id }) => id !== inProgress?.id || validation.shown.has(id)).length;
  });
  const save = () => {
    const source = store.source.get();
    const text = mappingText(validFields(store.get()).draft, source, (each) => JSON.stringify(each, null, 2));
    const name = exportFile(relationOf(source)).replace(/ndjson$/, 'mapping.json');
    if (text !== undefined) download(name, 'application/json', `${text}\n`);
  };
  const saveSchema = () => {
    const relation = relationOf(store.source.get());
    const { mapping } = validFields(store.get());
    const schema = exportSchema(mapping, store.get().columns, relationText(relation));
    const name = exportFile(relation).replace(/ndjson$/, 'schema.json');
    download(name, 'application/schema+json', `${JSON.stringify(schema, null, 2)}\n`);
  };
  return (
    <MappingContext value={store}>
      <span className={styles.without}>{withoutFields(left)}</span>
      <IconButton label="Export schema" icon={FileBraces} className={styles.button} onClick={saveSchema} />
      <Button icon={SquareTerminal} className={styles.button} onClick={() => setExporting(true)}>
        <span>Export command</span>
      </Button>
      <Button icon={Download} look="primary" className={styles.button} onClick={save}>
        <span>Save mapping</span>
      </Button>
      {exporting
        ? // The dialog has a header of its own, which is no part of the page's.
          createPortal(
            <Suspense>
              <ExportDialog onClose={() => setExporting(false)} />
            </Suspense>,
            document.body,
          )
        : null}
    </MappingContext>
  );
}
