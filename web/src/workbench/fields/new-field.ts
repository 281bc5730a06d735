import { formatFieldPath } from '@rowhook/contracts';
import { Columns3, Combine, Quote, type LucideIcon } from 'lucide-react';
import { NEW_KEY } from '../../mapping/edits';
import type { FieldValue } from '../../mapping/model';
import { freeVariant, nextIndex, ownKey, pathsOf } from '../../mapping/paths';
import type { MappingStore } from '../store';
import { insertPlace } from '../ui-state';

/** A field that can be added. */
interface NewField {
  label: string;
  about: string;
  icon: LucideIcon;
  /** The key of its path. */
  name: string;
  value: FieldValue;
}

/** In the order of the menu. */
export const newFields: readonly NewField[] = [
  {
    label: 'Column',
    about: 'Any column, even one already used',
    icon: Columns3,
    name: NEW_KEY,
    value: { kind: 'column', column: '' },
  },
  {
    label: 'Fixed value',
    about: 'The same in every payload',
    icon: Quote,
    name: 'value',
    value: { kind: 'constant', constant: { kind: 'text', text: '' } },
  },
  {
    label: 'Combine columns',
    about: 'A text such as {first_name} {last_name}',
    icon: Combine,
    name: 'text',
    value: { kind: 'template', template: '' },
  },
];

/** Adds a field where the tree's selection is, otherwise at the end. */
export function addField(store: MappingStore, { name, value }: NewField): void {
  const { kind, path, after } = insertPlace.get() ?? { kind: 'object', path: [], after: undefined };
  const taken = pathsOf(store.get().draft.fields);
  const to =
    kind === 'list' ? [...path, nextIndex(path, taken)] : freeVariant([...path, ownKey(name)], taken);
  // At the top level, a column gives its field the path once it is chosen.
  const isNamedLater = value.kind === 'column' && path.length === 0;
  store.add({ to: isNamedLater ? '' : formatFieldPath(to), value }, 'value', after);
}
