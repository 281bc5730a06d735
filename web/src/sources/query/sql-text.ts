import type { Column, Condition, ConditionValue, RelationName } from '@rowhook/contracts';
import { readableColumns } from '../../lib/relation';

/** Words that are no names unless they are quoted: https://www.postgresql.org/docs/current/sql-keywords-appendix.html. */
const RESERVED = new Set(
  `all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation column
  concurrently constraint create cross current_catalog current_date current_role current_schema current_time
  current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign freeze from full
  grant group having ilike in initially inner intersect into is isnull join lateral leading left like limit localtime
  localtimestamp natural not notnull null offset on only or order outer overlaps placing primary references returning right
  select session_user similar some symmetric system_user table tablesample then to trailing true union unique user using
  variadic verbose when where window with`.split(/\s+/),
);

/** A name as SQL writes it. */
export function identifier(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) && !RESERVED.has(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** A text as SQL writes it, whatever standard_conforming_strings is. */
function literal(value: ConditionValue): string {
  const text = String(value);
  const quoted = `'${text.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`;
  return text.includes('\\') ? `E${quoted}` : quoted;
}

/** The SELECT of a table with all its readable columns and its filter. */
export function selectText(
  { schema, name }: RelationName,
  columns: readonly Column[],
  where: readonly Condition[],
): string {
  const names = readableColumns(columns).map((column) => identifier(column.name));
  const lines = [
    `SELECT ${names.length === 0 ? '' : names.join(',\n       ')}`.trimEnd(),
    `FROM ${identifier(schema)}.${identifier(name)}`,
    ...where.map((condition, index) => `${index === 0 ? 'WHERE' : '  AND'} ${conditionSql(condition)}`),
  ];
  return `${lines.join('\n')}\n`;
}

function conditionSql(condition: Condition): string {
  const column = identifier(condition.column);
  switch (condition.is) {
    case 'null':
      return `${column} IS NULL`;
    case 'notNull':
      return `${column} IS NOT NULL`;
    case 'in':
      return `${column} IN (${condition.value.map(literal).join(', ')})`;
    case 'contains':
      return `strpos(${column}::text, ${literal(condition.value)}) > 0`;
    case 'startsWith':
      return `starts_with(${column}::text, ${literal(condition.value)})`;
    default:
      return `${column} ${condition.is} ${literal(condition.value)}`;
  }
}

/** The query with an alias for each column whose name an earlier one has. */
export function withAliases(query: string, columns: readonly string[]): string {
  const taken = new Set(columns);
  const seen = new Set<string>();
  const aliases = columns.map((name) => {
    if (!seen.has(name)) {
      seen.add(name);
      return name;
    }
    let number = 2;
    while (taken.has(`${name}_${number}`)) number++;
    taken.add(`${name}_${number}`);
    return `${name}_${number}`;
  });
  const inner = query.trimEnd().replace(/;$/, '').trimEnd();
  return `SELECT *\nFROM (\n${inner}\n) AS q (${aliases.map(identifier).join(', ')})\n`;
}

/** The index in a JavaScript string of a position in characters (code points), from 1. */
export function offsetOf(text: string, position: number): number {
  let offset = 0;
  let left = position - 1;
  for (const character of text) {
    if (left-- <= 0) break;
    offset += character.length;
  }
  return offset;
}

const NAME = String.raw`(?:"[^"]*"|[\p{L}\p{N}_$]+)`;
const WORD = new RegExp(String.raw`^(?:'[^']*'|${NAME}(?:\.${NAME})*)`, 'u');

/** The end of the name, number, text or sign that begins at an offset. */
export function wordEnd(text: string, offset: number): number {
  const word = WORD.exec(text.slice(offset))?.[0];
  return Math.min(text.length, offset + (word?.length ?? 1));
}
