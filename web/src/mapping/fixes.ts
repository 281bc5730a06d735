import { formatFieldPath, nearest, parseFieldPath, type FieldPath, type Segment } from '@rowhook/contracts';
import { visibleName, visibleText } from '../lib/visible-text';
import type { FieldAction } from './edits';
import { partOf, type FieldIssue } from './issues';
import { fieldName, readableNames, type Columns, type Draft, type DraftField } from './model';
import { columnKey, freeVariant, indexesAt, isFree, nextIndex, pathOf, pathsOf, reindex } from './paths';
import { stringCast } from './steps';

/** A button that fixes an issue. */
export interface Fix {
  label: string;
  edits: readonly FieldAction[];
}

/** The fix for an issue of a field; undefined if every fix would lose something. */
export function fixFor(
  field: DraftField,
  issue: FieldIssue,
  draft: Draft,
  columns: Columns,
): Fix | undefined {
  const { id } = field;
  if (issue.code === 'omit_in_array')
    return { label: 'Keep null', edits: [{ type: 'onNull', id, onNull: 'keep' }] };
  if (issue.code === 'unknown_column' && field.value.kind === 'column') {
    const near = nearest(field.value.column, readableNames(columns));
    return near === undefined
      ? undefined
      : { label: `Use ${visibleName(near)}`, edits: [{ type: 'column', id, column: near, typed: false }] };
  }
  if (issue.code === 'number_unsafe') {
    const edit = numberAsString(field);
    return edit && { label: 'Send as a string', edits: [edit] };
  }
  if (partOf(issue) === 'cast') {
    const cast = stringCast(field.value, columns);
    return cast && { label: 'Send as string', edits: [{ type: 'cast', id, as: cast.as }] };
  }
  const path = pathOf(field);
  if (path === undefined) {
    if (partOf(issue) !== 'path') return undefined;
    const corrected = correctedPath(field.to);
    const others = pathsOf(draft.fields.filter((each) => each.id !== id));
    return corrected && isFree(corrected, others) ? placeAt(field, corrected) : undefined;
  }
  if (issue.code === 'array_hole') return closeGap(path, draft);
  const other = draft.fields.find((each) => each.id === issue.related);
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

/** A name, or a key or index in brackets. Also matches a dot before a bracket, and a name after one, which paths do not allow. */
const SEGMENT = /\.?(\["(?:[^"\\]|\\.)*"\]|\[\d+\])|(?:^|\.|(?<=\]))([^.[\]"]+)/gy;

/**
 * Corrects a text that is not a path because a name needs quotes (`a b`), a dot precedes a bracket, or none follows it. Returns
 * undefined if the text may mean another path.
 */
function correctedPath(text: string): FieldPath | undefined {
  const segments = [...text.matchAll(SEGMENT)];
  if (segments.map(([all]) => all).join('') !== text) return undefined;
  const names = segments.map(([, bracket, name = '']) => bracket ?? formatFieldPath([name]));
  // Spaces at the ends of a name may be a mistake.
  if (segments.some(([, , name]) => name !== undefined && name !== name.trim())) return undefined;
  const parsed = parseFieldPath(
    names.map((name, at) => (at === 0 || name.startsWith('[') ? name : `.${name}`)).join(''),
  );
  return parsed.ok ? parsed.path : undefined;
}

function placeAt(field: DraftField, path: FieldPath, label = 'Use'): Fix {
  const to = formatFieldPath(path);
  return { label: `${label} ${visibleText(to)}`, edits: [{ type: 'path', id: field.id, to }] };
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
  const changed = reindex(fields, list, (index) => used.indexOf(index)).filter(
    (field, i) => field !== fields[i],
  );
  const [only, ...others] = changed;
  return {
    label: only === undefined || others.length > 0 ? `Renumber ${formatFieldPath(list)}` : `Use ${only.to}`,
    edits: changed.map(({ id, to }) => ({ type: 'path', id, to })),
  };
}

/** Sends the fixed number of a field as a string. Undefined if it sends something else. */
export function numberAsString({ id, value }: DraftField): FieldAction | undefined {
  if (value.kind !== 'constant' || value.constant.kind !== 'number') return undefined;
  const text = value.constant.text.trim();
  return { type: 'constant', id, constant: { kind: 'text', text }, typed: false };
}

function ownName(field: DraftField): string {
  return columnKey(field) ?? 'value';
}
