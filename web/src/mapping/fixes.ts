import { formatFieldPath, nearest, pathStartsWith, type FieldPath, type Segment } from '@rowhook/contracts';
import { visibleName, visibleText } from '../lib/visible-text';
import type { FieldEdit } from './edits';
import { partOf, type FieldIssue } from './issues';
import { fieldName, readableNames, type Columns, type Draft, type DraftField } from './model';
import { columnKey, freeVariant, indexesAt, nextIndex, pathOf, pathsOf } from './paths';
import { stringCast } from './steps';

/** A button that fixes an issue. */
export interface Fix {
  label: string;
  edits: FieldEdit[];
}

/** The fix for an issue of a field; undefined if every fix would lose something. */
export function fixFor(
  field: DraftField,
  issue: FieldIssue,
  draft: Draft,
  columns: Columns,
): Fix | undefined {
  if (issue.code === 'omit_in_array')
    return { label: 'Keep null', edits: [{ id: field.id, onNull: 'keep' }] };
  if (issue.code === 'unknown_column' && field.value.kind === 'column') {
    const near = nearest(field.value.column, readableNames(columns));
    return near === undefined
      ? undefined
      : { label: `Use ${visibleName(near)}`, edits: [{ id: field.id, column: near }] };
  }
  if (
    issue.code === 'number_unsafe' &&
    field.value.kind === 'constant' &&
    field.value.constant.kind === 'number'
  ) {
    const { text } = field.value.constant;
    return {
      label: 'Send as a string',
      edits: [{ id: field.id, constant: { kind: 'text', text: text.trim() } }],
    };
  }
  if (partOf(issue) === 'cast') {
    const cast = stringCast(field.value, columns);
    return cast && { label: 'Send as string', edits: [{ id: field.id, cast }] };
  }
  const path = pathOf(field);
  if (path === undefined) return undefined;
  if (issue.code === 'array_hole') return closeGap(path, draft);
  const other = draft.fields.find(({ id }) => id === issue.related);
  const otherPath = other === undefined ? undefined : pathOf(other);
  if (other === undefined || otherPath === undefined) return undefined;
  const taken = pathsOf(draft.fields);
  switch (issue.code) {
    case 'duplicate_path': {
      const key = columnKey(field);
      const isEntry = typeof path.at(-1) === 'number';
      const own = key === undefined || isEntry ? path : [...path.slice(0, -1), key];
      return placeAt(field, freeVariant(own, taken));
    }
    case 'value_and_object':
    case 'value_and_array': {
      // The value moves into the object or list. The other fields stay.
      const [value, place] = path.length <= otherPath.length ? [field, path] : [other, otherPath];
      const into: Segment = issue.code === 'value_and_array' ? nextIndex(place, taken) : ownName(value);
      const to = freeVariant([...place, into], taken);
      return placeAt(value, to, value.id === field.id ? 'Use' : `Move ${fieldName(value)} to`);
    }
    case 'object_and_array': {
      const at = path.findIndex((segment, i) => typeof segment !== typeof otherPath[i]);
      if (at === -1) return undefined;
      const place = path.slice(0, at);
      const into: Segment = typeof otherPath[at] === 'number' ? nextIndex(place, taken) : ownName(field);
      const rest = typeof into === 'number' ? path.slice(at) : path.slice(at + 1);
      return placeAt(field, freeVariant([...place, into, ...rest], taken));
    }
    default:
      return undefined;
  }
}

function placeAt(field: DraftField, path: FieldPath, label = 'Use'): Fix {
  const to = formatFieldPath(path);
  return { label: `${label} ${visibleText(to)}`, edits: [{ id: field.id, to }] };
}

/** Renumbers a list without gaps, in the same order. */
function closeGap(path: FieldPath, { fields }: Draft): Fix | undefined {
  const paths = pathsOf(fields);
  const depth = path.findIndex(
    (segment, i) =>
      typeof segment === 'number' &&
      indexesAt(path.slice(0, i), paths).some((index, position) => index !== position),
  );
  if (depth === -1) return undefined;
  const list = path.slice(0, depth);
  const used = indexesAt(list, paths);
  const edits = fields.flatMap((field) => {
    const own = pathOf(field);
    const index = own?.[depth];
    if (own === undefined || !pathStartsWith(own, list) || typeof index !== 'number') return [];
    const renumbered = used.indexOf(index);
    const to = formatFieldPath([...list, renumbered, ...own.slice(depth + 1)]);
    return renumbered === index ? [] : [{ id: field.id, to }];
  });
  const only = edits.length === 1 ? edits[0] : undefined;
  return { label: only === undefined ? `Renumber ${formatFieldPath(list)}` : `Use ${only.to}`, edits };
}

function ownName(field: DraftField): string {
  return columnKey(field) ?? 'value';
}
