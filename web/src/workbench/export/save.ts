import { download } from '../../lib/dom';
import { relationText } from '../../lib/relation';
import { relationOf } from '../../lib/source';
import { mappingText } from '../../mapping/document';
import { exportSchema } from '../../mapping/export-schema';
import { validMapping } from '../../mapping/valid-mapping';
import type { MappingStore } from '../store';
import { fileName } from './file-name';

/** Saves the valid part of the mapping as a file, which batch tools read. */
export function saveMapping(store: MappingStore): void {
  const source = store.source.get();
  const text = mappingText(validMapping(store.get()).draft, source, (each) => JSON.stringify(each, null, 2));
  if (text === undefined) return;
  download(fileName(relationOf(source), 'mapping.json'), 'application/json', `${text}\n`);
}

/** Saves the JSON Schema of what the mapping sends. */
export function saveSchema(store: MappingStore): void {
  const relation = relationOf(store.source.get());
  const { document } = validMapping(store.get());
  const schema = exportSchema(document, store.get().columns, relationText(relation));
  const text = `${JSON.stringify(schema, null, 2)}\n`;
  download(fileName(relation, 'schema.json'), 'application/schema+json', text);
}
