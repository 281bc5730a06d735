import { fieldName, type DraftField } from './model';

export interface FieldFilter {
  text: string;
  /** Ids of fields that stay visible although an edit changed the matching text. */
  kept: ReadonlySet<number>;
}

export const NO_FILTER: FieldFilter = { text: '', kept: new Set() };

/** The filter as it was just typed; the fields it finds now stay until something else is typed. */
export function filterFor(text: string, fields: readonly DraftField[]): FieldFilter {
  if (text.trim() === '') return NO_FILTER;
  const found = matcher(text);
  return { text, kept: new Set(fields.filter(found).map(({ id }) => id)) };
}

/** The same filter, letting one more field through. */
export function withField(filter: FieldFilter, id: number): FieldFilter {
  if (filter.text === '' || filter.kept.has(id)) return filter;
  return { ...filter, kept: new Set(filter.kept).add(id) };
}

/** The fields that the filter lets through, in their order; the list itself where nothing is filtered. */
export function filterFields(fields: readonly DraftField[], filter: FieldFilter): readonly DraftField[] {
  if (filter.text === '') return fields;
  const found = matcher(filter.text);
  return fields.filter((field) => filter.kept.has(field.id) || found(field));
}

/** Every word that was typed is in the path, in the value or in where the value points. */
function matcher(text: string): (field: DraftField) => boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return (field) => {
    const at = field.value.kind === 'column' ? (field.value.at ?? '') : '';
    const searched = `${field.to} ${fieldName(field)} ${at}`.toLowerCase();
    return words.every((word) => searched.includes(word));
  };
}
