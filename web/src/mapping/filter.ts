import { fieldName, type MappingRow } from './model';

export interface FieldFilter {
  text: string;
  /** Ids of fields that stay in view though an edit took the text away from them. */
  kept: ReadonlySet<number>;
}

export const NO_FILTER: FieldFilter = { text: '', kept: new Set() };

/** The filter as it was just typed; the fields it finds now stay until something else is typed. */
export function filterFor(text: string, rows: readonly MappingRow[]): FieldFilter {
  if (text.trim() === '') return NO_FILTER;
  const found = matcher(text);
  return { text, kept: new Set(rows.filter(found).map(({ id }) => id)) };
}

/** The same filter, letting one more field through. */
export function withRow(filter: FieldFilter, id: number): FieldFilter {
  if (filter.text === '' || filter.kept.has(id)) return filter;
  return { ...filter, kept: new Set(filter.kept).add(id) };
}

/** The fields that the filter lets through, in their order; the list itself where nothing is filtered. */
export function filterRows(rows: readonly MappingRow[], filter: FieldFilter): readonly MappingRow[] {
  if (filter.text === '') return rows;
  const found = matcher(filter.text);
  return rows.filter((row) => filter.kept.has(row.id) || found(row));
}

/** Every word that was typed is in the path, in the value or in where the value points. */
function matcher(text: string): (row: MappingRow) => boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return (row) => {
    const at = row.value.kind === 'column' ? (row.value.at ?? '') : '';
    const searched = `${row.to} ${fieldName(row)} ${at}`.toLowerCase();
    return words.every((word) => searched.includes(word));
  };
}
