import { formatFieldPath, type FieldPath } from '@rowhook/contracts';
import type { FieldEdit } from './edits';
import type { Draft, DraftField } from './model';
import { pathOf } from './paths';

interface Member {
  id: number;
  words: readonly string[];
}

/**
 * The new paths of fields whose keys begin with the same words: `billing_city`, `billing_zip` become `billing.city`,
 * `billing.zip`, at whatever depth they stand. The longest shared beginning makes the object, and groups inside of it nest
 * again. A group is left alone when another field is the value at its object's place.
 */
export function nestByPrefix(
  shown: readonly DraftField[],
  all: readonly DraftField[],
): Map<number, FieldPath> {
  const siblings = new Map<string, { parent: FieldPath; members: Member[] }>();
  for (const field of shown) {
    const path = pathOf(field);
    const key = path?.at(-1);
    if (path === undefined || typeof key !== 'string') continue;
    const parent = path.slice(0, -1);
    const at = formatFieldPath(parent);
    const group = siblings.get(at) ?? { parent, members: [] };
    group.members.push({ id: field.id, words: wordsOf(key) });
    siblings.set(at, group);
  }
  const values = new Set(all.map(({ to }) => to));
  const nested = new Map<number, FieldPath>();
  for (const { parent, members } of siblings.values()) {
    place(members, parent, values, nested);
  }
  return nested;
}

function place(
  members: readonly Member[],
  parent: FieldPath,
  values: ReadonlySet<string>,
  nested: Map<number, FieldPath>,
): void {
  for (const group of byFirstWord(members)) {
    const shared = sharedWords(group);
    const object = [...parent, shared.join('_')];
    if (shared.length === 0 || values.has(formatFieldPath(object))) continue;
    const inside = group.map(({ id, words }) => ({ id, words: words.slice(shared.length) }));
    for (const { id, words } of inside) nested.set(id, [...object, words.join('_')]);
    place(inside, object, values, nested);
  }
}

function byFirstWord(members: readonly Member[]): Member[][] {
  const groups = new Map<string, Member[]>();
  for (const member of members) {
    const [first = ''] = member.words;
    const group = groups.get(first);
    if (group === undefined) groups.set(first, [member]);
    else group.push(member);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/** The words that all members begin with. Each member keeps at least one word. */
function sharedWords(group: readonly Member[]): readonly string[] {
  const [{ words } = { words: [] }] = group;
  const most = Math.min(...group.map((member) => member.words.length - 1));
  let count = 0;
  while (count < most && group.every((member) => member.words[count] === words[count])) count++;
  return words.slice(0, count);
}

/** Leading underscores belong to the first word. Several in a row separate as one. */
function wordsOf(key: string): string[] {
  return key.split(/(?<=[^_])_+(?=[^_])/u);
}

/** Words that columns share without being related. */
const COMMON = new Set(
  'id at on by is has no nr date time ts count number code key flag last first new old type total'.split(' '),
);

export interface Nesting {
  edits: FieldEdit[];
  /** The first new paths, as examples. */
  examples: string[];
}

interface Group {
  word: string;
  members: { field: DraftField; rest: string }[];
}

/**
 * Groups fields that still carry their column's name by the word they share at the end (`first_name`, `last_name` →
 * `name.first`, `name.last`) or at the beginning (`billing_city`, `billing_zip` → `billing.city`, `billing.zip`).
 * Proposes only what leaves the mapping without a new conflict; undefined where there is nothing to propose.
 */
export function proposeNesting(draft: Draft): Nesting | undefined {
  const words = new Map<DraftField, string[]>();
  for (const field of draft.fields) {
    if (field.value.kind !== 'column' || field.to !== formatFieldPath([field.value.column])) continue;
    const parts = field.value.column.split('_').filter((part) => part !== '');
    if (parts.length > 1) words.set(field, parts);
  }
  const groups = [
    ...collect(
      words,
      (parts) => parts.at(-1),
      (parts) => parts.slice(0, -1),
    ),
  ];
  const grouped = new Set(groups.flatMap(({ members }) => members.map(({ field }) => field)));
  for (const field of grouped) words.delete(field);
  groups.push(
    ...collect(
      words,
      (parts) => parts[0],
      (parts) => parts.slice(1),
    ),
  );

  const edits = groups
    .filter((group) => hasOwnPlace(group, draft))
    .flatMap(({ word, members }) =>
      members.map(({ field, rest }) => ({ id: field.id, to: formatFieldPath([word, rest]) })),
    );
  return edits.length === 0 ? undefined : { edits, examples: edits.slice(0, 2).map(({ to }) => to) };
}

/** Whether no field outside the group uses the path of its object. */
function hasOwnPlace({ word, members }: Group, draft: Draft): boolean {
  const inside = new Set(members.map(({ field }) => field));
  return draft.fields.every((field) => inside.has(field) || pathOf(field)?.[0] !== word);
}

function collect(
  words: ReadonlyMap<DraftField, string[]>,
  shared: (parts: string[]) => string | undefined,
  remainder: (parts: string[]) => string[],
): Group[] {
  const groups = new Map<string, Group>();
  for (const [field, parts] of words) {
    const word = shared(parts);
    if (word === undefined || COMMON.has(word.toLowerCase())) continue;
    const group = groups.get(word) ?? { word, members: [] };
    group.members.push({ field, rest: remainder(parts).join('_') });
    groups.set(word, group);
  }
  return [...groups.values()].filter(
    ({ members }) => members.length > 1 && members.every(({ rest }) => /^\p{L}/u.test(rest)),
  );
}
