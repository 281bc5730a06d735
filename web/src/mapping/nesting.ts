import { formatFieldPath, type FieldPath } from '@rowhook/contracts';
import type { MappingRow } from './model';
import { pathOf } from './paths';

interface Member {
  id: number;
  words: readonly string[];
}

/**
 * The new paths of rows whose keys begin with the same words: `billing_city`, `billing_zip` become `billing.city`,
 * `billing.zip`, at whatever depth they stand. The longest shared beginning makes the object, and groups inside of it nest
 * again. A group is left alone when another field is the value at its object's place.
 */
export function nestByPrefix(
  chosen: readonly MappingRow[],
  all: readonly MappingRow[],
): Map<number, FieldPath> {
  const siblings = new Map<string, { parent: FieldPath; members: Member[] }>();
  for (const row of chosen) {
    const path = pathOf(row);
    const key = path?.at(-1);
    if (path === undefined || typeof key !== 'string') continue;
    const parent = path.slice(0, -1);
    const at = formatFieldPath(parent);
    const group = siblings.get(at) ?? { parent, members: [] };
    group.members.push({ id: row.id, words: wordsOf(key) });
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

/** The words that all members begin with, each keeping at least one of its own; none where one has nothing left. */
function sharedWords(group: readonly Member[]): readonly string[] {
  const [{ words } = { words: [] }] = group;
  const most = Math.min(...group.map((member) => member.words.length - 1));
  let count = 0;
  while (count < most && group.every((member) => member.words[count] === words[count])) count++;
  return words.slice(0, count);
}

/** Underscores at the beginning belong to the first word, and those in a row are one seam. */
function wordsOf(key: string): string[] {
  return key.split(/(?<=[^_])_+(?=[^_])/u);
}
