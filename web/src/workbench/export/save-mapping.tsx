import { Download, FileBraces, FileTerminal } from 'lucide-react';
import { useEffect, useState } from 'react';
import { conditionText } from '../../filters/condition-text';
import { download } from '../../lib/dom';
import { fileName, nameOf, sourceText } from '../../lib/source';
import { useDeferredStore } from '../../lib/store';
import { mappingText, savableDraft } from '../../mapping/document';
import { exportSchema } from '../../mapping/export-schema';
import { excludedText, validMapping, withoutFields, type ExcludedField } from '../../mapping/valid-mapping';
import { Button, IconButton } from '../../ui/button';
import { Notice } from '../../ui/notice';
import type { MappingStore } from '../store';
import { shownDialog } from '../ui-state';
import styles from './save-mapping.module.css';

/** Saves the mapping file, the command that exports with it, or the schema of its payloads. */
export default function SaveMapping({ store }: { store: MappingStore }) {
  // A field that is typed counts once its issue is shown.
  const left = useDeferredStore(store, (state) => {
    const { inProgress, validation } = state;
    const { excluded } = validMapping(state);
    return excluded.filter(({ id }) => id !== inProgress?.id || validation.shown.has(id)).length;
  });
  const [problems, setProblems] = useState(NO_PROBLEMS);
  const { missing, invalid } = problems;
  // The notice is about the saved file, so the next edit closes it.
  useEffect(() => {
    if (problems === NO_PROBLEMS) return undefined;
    const { draft } = store.get();
    const close = () => setProblems(NO_PROBLEMS);
    const closeAfterEdit = () => {
      if (store.get().draft !== draft) close();
    };
    const unsubscribe = [store.subscribe(closeAfterEdit), store.source.subscribe(close)];
    return () => unsubscribe.forEach((end) => end());
  }, [problems, store]);
  return (
    <>
      <span className={styles.without}>{left === 0 ? '' : `exports ${withoutFields(left)}`}</span>
      <IconButton
        label="Export schema"
        icon={FileBraces}
        className={styles.button}
        onClick={() => saveSchema(store)}
      />
      <Button icon={FileTerminal} className={styles.button} onClick={() => shownDialog.set('export command')}>
        <span>Export command</span>
      </Button>
      <Button
        icon={Download}
        look="primary"
        className={styles.button}
        onClick={() => setProblems(saveMapping(store))}
      >
        <span>Save mapping</span>
      </Button>
      <div role="status" className={styles.saved}>
        {missing.length + invalid.length === 0 ? null : (
          <Notice
            tone="warn"
            title={
              missing.length === 0
                ? 'Saved with issues.'
                : `Saved ${withoutFields(missing.length)}: ${excludedText(missing)}`
            }
            actions={<Button onClick={() => setProblems(NO_PROBLEMS)}>Close</Button>}
          >
            {invalid.length === 0 ? null : <p>Fix before exporting: {excludedText(invalid)}</p>}
          </Notice>
        )}
      </div>
    </>
  );
}

type Problem = Pick<ExcludedField, 'name' | 'reason'>;

/** The issues of a saved file: missing fields, and fields and conditions that an export refuses. */
interface Problems {
  missing: readonly Problem[];
  invalid: readonly Problem[];
}

const NO_PROBLEMS: Problems = { missing: [], invalid: [] };

/** Saves the mapping as a file, which batch tools read, and returns what is wrong with it. */
function saveMapping(store: MappingStore): Problems {
  const source = store.source.get();
  const draft = savableDraft(store.get().draft);
  const text = mappingText(draft, source, (each) => JSON.stringify(each, null, 2));
  if (text === undefined) return NO_PROBLEMS;
  download(fileName(nameOf(source), 'mapping.json'), 'application/json', `${text}\n`);
  const isSaved = ({ id }: ExcludedField) => draft.fields.some((field) => field.id === id);
  const { excluded } = validMapping(store.get());
  const conditions = [...store.get().conditionErrors].flatMap(([index, { message }]) => {
    const condition = source.where?.[index];
    return condition === undefined
      ? []
      : { name: conditionText(condition), reason: message.replace(/\.$/, '') };
  });
  return {
    missing: excluded.filter((field) => !isSaved(field)),
    invalid: [...excluded.filter(isSaved), ...conditions],
  };
}

/** Saves the JSON Schema of what the mapping sends. */
function saveSchema(store: MappingStore): void {
  const name = nameOf(store.source.get());
  const { mapping } = validMapping(store.get());
  const schema = exportSchema(mapping, store.get().columns, sourceText(name));
  const text = `${JSON.stringify(schema, null, 2)}\n`;
  download(fileName(name, 'schema.json'), 'application/schema+json', text);
}
