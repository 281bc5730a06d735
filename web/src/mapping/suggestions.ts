import {
  FIELD_PATH_LIMITS,
  formatFieldPath,
  parsePointer,
  pathStartsWith,
  type FieldPath,
} from '@rowhook/contracts';
import type { ColumnValue, Draft, DraftField } from './model';
import { cleanPath, freeVariant, isFree, nextIndex, ownKey, pathOf, pathsOf } from './paths';

/** The most suggestions that a list shows. */
const SUGGESTIONS_MAX = 8;

/** The items whose name contains a text, those that begin with it first. */
export function matching<Item>(items: Iterable<Item>, text: string, nameOf: (item: Item) => string): Item[] {
  const search = text.toLowerCase();
  const at = (item: Item) => nameOf(item).toLowerCase().indexOf(search);
  return [...items].filter((item) => at(item) >= 0).sort((a, b) => Math.sign(at(a)) - Math.sign(at(b)));
}

/** The first few names that contain what was typed. */
export function namesLike(typed: string, names: Iterable<string>): string[] {
  return matching(names, typed, (name) => name).slice(0, SUGGESTIONS_MAX);
}

/**
 * Continuations of the path that is typed for a field, the best one first: the parents that other fields use, each ready for
 * its next key, and the key that the field's column would have in them.
 */
export function completePath(typed: string, draft: Draft, id: number): string[] {
  const others = pathsOf(draft.fields.filter((field) => field.id !== id));
  const parents = new Map<string, { parent: FieldPath; list: boolean }>();
  for (const path of others) {
    for (let depth = 1; depth < path.length; depth++) {
      const parent = path.slice(0, depth);
      const list = typeof path[depth] === 'number';
      const text = formatFieldPath(parent) + (list ? '[' : '.');
      if (!parents.has(text)) parents.set(text, { parent, list });
    }
  }
  const value = draft.fields.find((field) => field.id === id)?.value;
  const search = typed.toLowerCase();
  const before: string[] = [];
  const open: string[] = [];
  for (const [text, { parent, list }] of parents) {
    const inside = search.startsWith(text.toLowerCase());
    const key = list || value?.kind !== 'column' ? undefined : keyInside(parent, value);
    if (key !== undefined && (inside || key.shared)) {
      const path = [...parent, key.name];
      if (isFree(path, others)) before.push(formatFieldPath(path));
    }
    if (!inside) open.push(list ? `${text}${nextIndex(parent, others)}]` : text);
  }
  return (
    [...before, ...open]
      // Otherwise Tab would change the case of a path that is typed in full.
      .filter((path) => path.toLowerCase().startsWith(search) && path.length > typed.length)
      .slice(0, SUGGESTIONS_MAX)
  );
}

/**
 * Whether Enter keeps the typed path instead of taking the suggestion. A path that conflicts with another field is kept only if the
 * suggestion is incomplete (`user.`).
 */
export function enterKeepsPath(typed: string, suggestion: string, draft: Draft, id: number): boolean {
  const path = pathOf({ to: cleanPath(typed) });
  if (path === undefined) return false;
  const others = pathsOf(draft.fields.filter((field) => field.id !== id));
  return isFree(path, others) || pathOf({ to: suggestion }) === undefined;
}

/** The key of a column inside a parent: `last_name` is `last` in `user.name`, with a shared word, and itself elsewhere. */
function keyInside(parent: FieldPath, { column, at }: ColumnValue): { name: string; shared: boolean } {
  const own = parsePointer(at ?? '')?.at(-1) ?? column;
  const around = String(parent.at(-1)).toLowerCase();
  const words = own.split('_').filter((word) => word !== '');
  const rest = words.filter((word) => word.toLowerCase() !== around);
  const shared = rest.length > 0 && rest.length < words.length;
  return { name: ownKey(shared ? rest.join('_') : own), shared };
}

interface NextEntry {
  /** The path of the same field in the next entry of the list. */
  to: string;
  /** Id of the last field that fills the list. */
  after: number;
}

/**
 * The next entry of the innermost list that a field's path goes through: `phones[0]` leads to `phones[1]`,
 * `emails[0].kind` to `emails[1].kind`. Undefined without a list, or when the list is full.
 */
export function nextEntry(field: DraftField, fields: readonly DraftField[]): NextEntry | undefined {
  const path = pathOf(field);
  const depth = path?.findLastIndex((segment) => typeof segment === 'number') ?? -1;
  const index = path?.[depth];
  if (path === undefined || typeof index !== 'number') return undefined;
  const list = path.slice(0, depth);
  const taken = pathsOf(fields);
  const after = fields.findLast((other) => {
    const place = pathOf(other);
    return place !== undefined && pathStartsWith(place, list);
  });
  for (let next = index + 1; next <= FIELD_PATH_LIMITS.index; next++) {
    const to = [...list, next, ...path.slice(depth + 1)];
    if (isFree(to, taken)) {
      return { to: formatFieldPath(to), after: after?.id ?? field.id };
    }
  }
  return undefined;
}

/**
 * The path of a field once it takes what stands at `at` inside its column. A path that was typed stays. One that the
 * field got with its value follows it: `/address/city` becomes `city`, as one flattens by hand, or what tells it
 * from a field that is called so already, `address.city`. An entry of a list stays in a list.
 */
export function pathForPointer(field: DraftField, at: string | undefined, draft: Draft): string {
  const { value } = field;
  if (value.kind !== 'column' || !isOwn(field, value)) return field.to;
  const taken = pathsOf(draft.fields.filter(({ id }) => id !== field.id));
  const candidates = candidatesFor(value.column, at).map((path) => inList(path, taken));
  const free = candidates.find((path) => isFree(path, taken));
  const [shortest = [value.column]] = candidates;
  return formatFieldPath(free ?? freeVariant(shortest, taken));
}

/** Whether the path is one that a column or what is inside of it gets by itself, also with a number after it. */
function isOwn(field: DraftField, value: { column: string; at?: string }): boolean {
  if (field.to === '') return true;
  const path = pathOf(field);
  if (path === undefined) return false;
  return candidatesFor(value.column, value.at).some(
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
  const paths = names.map((name, i) => [ownKey(name), ...names.slice(i + 1), ...(entry ? [0] : [])]);
  return tokens.length === 0 ? paths : paths.reverse();
}

function inList(path: FieldPath, taken: readonly FieldPath[]): FieldPath {
  if (typeof path.at(-1) !== 'number') return path;
  const list = path.slice(0, -1);
  return [...list, nextIndex(list, taken)];
}
