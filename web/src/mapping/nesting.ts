import { formatFieldPath, type FieldPath } from '@rowhook/contracts';
import { groupBy } from '../lib/objects';
import type { DraftField } from './model';
import { pathOf } from './paths';

/** A field, and the words of its key below the object that is looked at. */
interface Member {
  id: number;
  words: readonly string[];
}

/** Members of one object to be. `name` has the words that they lose. */
interface Group {
  name: readonly string[];
  members: readonly Member[];
}

/** Words that keys share without being related. */
const COMMON = new Set(
  'id at on by is has no nr date time ts count number code key flag last first new old type total'.split(' '),
);

/**
 * The new paths of fields whose keys have words in common, at any depth. The longest common beginning names an object:
 * `billing_city`, `billing_zip` become `billing.city`, `billing.zip`. Other keys are grouped by their last word, if it can
 * name an object: `first_name`, `last_name` become `name.first`, `name.last`. Groups inside an object nest again. A group
 * stays where it is if another field is the value at its object's path. `cautious`: a beginning also has to be such a word.
 */
export function nestByWords(
  shown: readonly DraftField[],
  all: readonly DraftField[],
  cautious = false,
): Map<number, FieldPath> {
  const values = new Set(all.map(({ to }) => to));
  const nested = new Map<number, FieldPath>();
  const nest = (members: readonly Member[], parent: FieldPath) => {
    for (const { name, members: inside } of groupsOf(members, cautious)) {
      const object = [...parent, name.join('_')];
      if (values.has(formatFieldPath(object))) continue;
      for (const { id, words } of inside) nested.set(id, [...object, words.join('_')]);
      nest(inside, object);
    }
  };
  const keys = shown.flatMap((field) => {
    const path = pathOf(field) ?? [];
    const key = path.at(-1);
    if (typeof key !== 'string') return [];
    return [{ parent: path.slice(0, -1), member: { id: field.id, words: wordsOf(key) } }];
  });
  for (const siblings of groupBy(keys, ({ parent }) => formatFieldPath(parent)).values()) {
    const members = siblings.map(({ member }) => member);
    nest(members, siblings[0]?.parent ?? []);
  }
  return nested;
}

function groupsOf(members: readonly Member[], cautious: boolean): Group[] {
  const byBeginning = alike(members, (words) => words[0])
    .map((group) => {
      const name = sharedWords(group);
      return { name, members: withWords(group, (words) => words.slice(name.length)) };
    })
    .filter((group) => group.name.length > 0 && (!cautious || canNameObject(group)));
  const grouped = new Set(byBeginning.flatMap((group) => group.members.map(({ id }) => id)));
  const others = members.filter(({ id, words }) => !grouped.has(id) && words.length > 1);
  const byEnd = alike(others, (words) => words.at(-1))
    .map((group) => ({
      name: group[0]?.words.slice(-1) ?? [],
      members: withWords(group, (words) => words.slice(0, -1)),
    }))
    .filter(canNameObject);
  return [...byBeginning, ...byEnd];
}

/** Groups of at least two members that share a word. */
function alike(
  members: readonly Member[],
  wordOf: (words: Member['words']) => string | undefined,
): (readonly Member[])[] {
  return [...groupBy(members, ({ words }) => wordOf(words)).values()].filter((group) => group.length > 1);
}

function withWords(
  members: readonly Member[],
  change: (words: Member['words']) => Member['words'],
): Member[] {
  return members.map(({ id, words }) => ({ id, words: change(words) }));
}

/** Whether the first word of a group says what its members are, and they begin like names too. */
function canNameObject({ name: [first = ''], members }: Group): boolean {
  const words = [first, ...members.map((member) => member.words[0] ?? '')];
  return !COMMON.has(first.toLowerCase()) && words.every((word) => /^_*\p{L}/u.test(word));
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
