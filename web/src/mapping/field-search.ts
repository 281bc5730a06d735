import { fieldName, type DraftField } from './model';

export interface FieldSearch {
  text: string;
  /** Ids of fields that stay visible although an edit changed the matching text. */
  kept: ReadonlySet<number>;
}

export const NO_SEARCH: FieldSearch = { text: '', kept: new Set() };

/** The search for a text. The fields that it finds now stay until another text is typed. */
export function searchFor(text: string, fields: readonly DraftField[]): FieldSearch {
  if (text.trim() === '') return NO_SEARCH;
  const found = matcher(text);
  return { text, kept: new Set(fields.filter(found).map(({ id }) => id)) };
}

/** The same search, which also finds one more field. */
export function withField(search: FieldSearch, id: number): FieldSearch {
  if (search.text === '' || search.kept.has(id)) return search;
  return { ...search, kept: new Set(search.kept).add(id) };
}

/** The fields that a search finds, in their order; the list itself without a search. */
export function foundFields(fields: readonly DraftField[], search: FieldSearch): readonly DraftField[] {
  if (search.text === '') return fields;
  const found = matcher(search.text);
  return fields.filter((field) => search.kept.has(field.id) || found(field));
}

/** Finds the fields that have every word of a text in their path, their value or their JSON Pointer. */
function matcher(text: string): (field: DraftField) => boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return (field) => {
    const at = field.value.kind === 'column' ? (field.value.at ?? '') : '';
    const searched = `${field.to} ${fieldName(field)} ${at}`.toLowerCase();
    return words.every((word) => searched.includes(word));
  };
}
