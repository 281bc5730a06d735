import { formatFieldPath, parsePointer, type FieldPath } from '@rowhook/contracts';
import type { Draft, MappingRow } from './model';
import { freeVariant, isFree, nextIndex, pathOf, pathsOf } from './paths';

/**
 * The field path of a row once it takes what stands at `at` inside its column. A path that was typed stays. One that the
 * row got with its source follows it: `/address/city` becomes `city`, as one flattens by hand, or what tells it
 * from a field that is called so already, `address.city`. An entry of a list stays in a list.
 */
export function pathInside(row: MappingRow, at: string | undefined, draft: Draft): string {
  const { source } = row;
  if (source.kind !== 'column' || !isOwn(row, source)) return row.to;
  const taken = pathsOf(draft.rows.filter(({ id }) => id !== row.id));
  const candidates = candidatesFor(source.column, at).map((path) => inList(path, taken));
  const free = candidates.find((path) => isFree(path, taken));
  const [shortest = [source.column]] = candidates;
  return formatFieldPath(free ?? freeVariant(shortest, taken));
}

/** Whether the path is one that a column or what is inside of it gets by itself, be it with a number behind. */
function isOwn(row: MappingRow, source: { column: string; at?: string }): boolean {
  if (row.to === '') return true;
  const path = pathOf(row);
  if (path === undefined) return false;
  return candidatesFor(source.column, source.at).some(
    (candidate) =>
      candidate.length === path.length &&
      candidate.every((segment, i) => {
        const own = path[i];
        if (typeof segment === 'number') return typeof own === 'number';
        return own === segment || (typeof own === 'string' && isNumbered(own, segment));
      }),
  );
}

function isNumbered(name: string, base: string): boolean {
  return name.startsWith(`${base}_`) && /^\d+$/.test(name.slice(base.length + 1));
}

/** The shortest first: the last key, then with the keys around it, then with the column. */
function candidatesFor(column: string, at: string | undefined): FieldPath[] {
  const tokens = parsePointer(at ?? '') ?? [];
  const entry = /^\d+$/.test(tokens.at(-1) ?? '');
  const names = [column, ...tokens.filter((token) => !/^\d+$/.test(token))];
  const paths = names.map((_, i) => [...names.slice(i), ...(entry ? [0] : [])]);
  return tokens.length === 0 ? paths : paths.reverse();
}

function inList(path: FieldPath, taken: readonly FieldPath[]): FieldPath {
  if (typeof path.at(-1) !== 'number') return path;
  const list = path.slice(0, -1);
  return [...list, nextIndex(list, taken)];
}
