import { completeFromList, ifNotIn, type Completion, type CompletionSource } from '@codemirror/autocomplete';
import {
  PostgreSQL,
  keywordCompletionSource,
  schemaCompletionSource,
  type SQLNamespace,
} from '@codemirror/lang-sql';
import { LanguageSupport } from '@codemirror/language';
import type { Relation, RelationDetail } from '@rowhook/contracts';
import { relationKey, readableColumns } from '../../lib/relation';
import { identifier } from './sql-text';

/** Tables of one query whose columns are completed; each is one request. */
const TABLES_MAX = 20;

/**
 * The relations whose names a text contains. A name inside a string or a comment counts as well: its columns are then
 * offered and nothing else.
 */
export function mentioned(text: string, relations: readonly Relation[]): Relation[] {
  const words = new Set(text.toLowerCase().match(/[\p{L}_][\p{L}\p{N}_$]*/gu));
  for (const [, quoted] of text.matchAll(/"((?:[^"]|"")+)"/g)) words.add((quoted ?? '').toLowerCase());
  return relations
    .filter(({ readable, name }) => readable && words.has(name.toLowerCase()))
    .slice(0, TABLES_MAX);
}

/** PostgreSQL with completion of the schemas, tables and columns of this database. */
export function postgres(
  relations: readonly Relation[],
  details: readonly RelationDetail[],
): LanguageSupport {
  const known = new Map(details.map((detail) => [relationKey(detail), columnCompletions(detail)]));
  const schema: Record<string, Record<string, SQLNamespace>> = {};
  for (const relation of relations) {
    const tables = (schema[inPath(relation.schema)] ??= {});
    tables[inPath(relation.name)] = known.get(relationKey(relation)) ?? [];
  }
  const sources = [
    schemaCompletionSource({ dialect: PostgreSQL, schema, defaultSchema: 'public' }),
    unqualified(keywordCompletionSource(PostgreSQL, true)),
    unqualified(ifNotIn(NO_NAMES, completeFromList([...known.values()].flat()))),
  ];
  return new LanguageSupport(
    PostgreSQL.language,
    sources.map((autocomplete) => PostgreSQL.language.data.of({ autocomplete })),
  );
}

/** Completes only words that do not follow a dot. */
function unqualified(complete: CompletionSource): CompletionSource {
  return (context) => (context.matchBefore(/\.\s*[\w$]*/) === null ? complete(context) : null);
}

/** Syntax nodes in which names are not completed. */
const NO_NAMES = ['String', 'LineComment', 'BlockComment', 'Number'];

/** A dot in a key of the schema would begin another level. */
function inPath(name: string): string {
  return name.replaceAll('.', '\\.');
}

function columnCompletions({ name: table, columns }: RelationDetail): Completion[] {
  return readableColumns(columns).map(({ name, type }) => ({
    label: name,
    apply: identifier(name),
    detail: `${type} · ${table}`,
    type: 'property',
  }));
}
