import {
  checkPlacements,
  formatFieldPath,
  parseFieldPath,
  parsePointer,
  pathStartsWith,
  type FieldPath,
  type FieldPathResult,
  type PlacementResult,
} from '@rowhook/contracts';
import { equal } from '../lib/objects';
import { policyOf, type Draft, type DraftField } from './model';

/** Fields are immutable, and the path of each is needed many times for every key that is typed. */
const known = new WeakMap<Pick<DraftField, 'to'>, FieldPathResult>();

/** A path as typed or pasted, without spaces around it and without the `$.` that JSONPath begins with. */
export function cleanPath(text: string): string {
  return text.trim().replace(/^\$(?=\.|\[)\.?/, '');
}

function parsedPath(field: Pick<DraftField, 'to'>): FieldPathResult {
  let parsed = known.get(field);
  if (parsed === undefined) {
    parsed = parseFieldPath(field.to);
    known.set(field, parsed);
  }
  return parsed;
}

/** The parsed path of a field; undefined if it is invalid. */
export function pathOf(field: Pick<DraftField, 'to'>): FieldPath | undefined {
  const parsed = parsedPath(field);
  return parsed.ok ? parsed.path : undefined;
}

/** The field at another path. It keeps its identity if the path is the same. */
export function withPath(field: DraftField, path: FieldPath): DraftField {
  return equal(pathOf(field), path) ? field : { ...field, to: formatFieldPath(path) };
}

/** Changes the indexes of a list's entries. Other fields keep their identity. */
export function reindex(
  fields: readonly DraftField[],
  list: FieldPath,
  change: (index: number) => number,
): DraftField[] {
  return fields.map((field) => {
    const path = pathOf(field);
    const index = path?.[list.length];
    if (path === undefined || typeof index !== 'number' || !pathStartsWith(path, list)) return field;
    return withPath(field, [...list, change(index), ...path.slice(list.length + 1)]);
  });
}

/** Errors and warnings about the paths of some fields of a draft. */
export function checkPaths(fields: readonly DraftField[], draft: Pick<Draft, 'onNull'>): PlacementResult {
  return checkPlacements(
    fields.map((field) => ({
      to: field.to,
      parsed: parsedPath(field),
      omit: policyOf(field, draft) === 'omit',
    })),
  );
}

export function pathsOf(fields: readonly DraftField[]): FieldPath[] {
  return fields.flatMap((field) => {
    const path = pathOf(field);
    return path === undefined ? [] : [path];
  });
}

/** The indexes that the paths use in a list, in order. */
export function indexesAt(list: FieldPath, paths: readonly FieldPath[]): number[] {
  const indexes = new Set<number>();
  for (const path of paths) {
    const index = path[list.length];
    if (pathStartsWith(path, list) && typeof index === 'number') indexes.add(index);
  }
  return [...indexes].sort((a, b) => a - b);
}

/** The index after the last one that the paths use in a list. */
export function nextIndex(list: FieldPath, paths: readonly FieldPath[]): number {
  return (indexesAt(list, paths).at(-1) ?? -1) + 1;
}

/**
 * The path, with a number at its last key if needed, so that no taken path equals it or is inside it. It may itself be
 * inside a taken path: no other last key would help there.
 */
export function freeVariant(path: FieldPath, taken: readonly FieldPath[]): FieldPath {
  const last = path.at(-1);
  for (let number = 1; ; number++) {
    const end = number === 1 ? last : typeof last === 'number' ? last + number - 1 : `${last}_${number}`;
    const variant = [...path.slice(0, -1), end ?? ''];
    if (!taken.some((other) => pathStartsWith(other, variant))) return variant;
  }
}

/** Whether a field at `path` is outside all taken paths, and none of them is inside it. */
export function isFree(path: FieldPath, taken: readonly FieldPath[]): boolean {
  return taken.every((other) => !pathStartsWith(other, path) && !pathStartsWith(path, other));
}

/** The default key of a column: its name, except for names that field paths do not allow. */
export function ownKey(column: string): string {
  if (column === '__proto__') return 'proto';
  return column.replace(/^\$+/, '') || column.replaceAll('$', 'dollar');
}

/** The default key of a field's column; undefined for other values, and until a column is chosen. */
export function columnKey({ value }: DraftField): string | undefined {
  return value.kind === 'column' && value.column !== '' ? ownKey(value.column) : undefined;
}

/** The field whose value is at `path` or contains it. */
export function fieldAtPath(fields: readonly DraftField[], path: FieldPath): DraftField | undefined {
  return fields.find((field) => {
    const own = pathOf(field);
    return own !== undefined && pathStartsWith(path, own);
  });
}

/** The field whose value is at a JSON Pointer or contains it; `*` stands for any index of a list. */
export function fieldAtPointer(fields: readonly DraftField[], pointer: string): DraftField | undefined {
  const tokens = parsePointer(pointer) ?? [];
  return fields.find((field) =>
    pathOf(field)?.every(
      (segment, depth) =>
        String(segment) === tokens[depth] || (typeof segment === 'number' && tokens[depth] === '*'),
    ),
  );
}

/** The default path of a new field: the name, with the first number that is free if needed. */
export function freePath(name: string, { fields }: { fields: readonly DraftField[] }): string {
  return formatFieldPath(freeVariant([ownKey(name)], pathsOf(fields)));
}
