import { formatFieldPath } from '@rowhook/contracts';
import type { Draft, MappingRow } from './model';
import type { Edit } from './edit';
import { pathOf } from './paths';

/** Words that many columns share without belonging together. */
const COMMON = new Set(
  'id at on by is has no nr date time ts count number code key flag last first new old type total'.split(' '),
);

export interface Nesting {
  edits: Edit[];
  /** The first paths that would change, to show what is meant. */
  examples: string[];
}

interface Group {
  word: string;
  members: { row: MappingRow; rest: string }[];
}

/**
 * Groups fields that still carry their column's name by the word they share at the end (`first_name`, `last_name` →
 * `name.first`, `name.last`) or at the beginning (`billing_city`, `billing_zip` → `billing.city`, `billing.zip`).
 * Proposes only what leaves the mapping without a new conflict; undefined where there is nothing to propose.
 */
export function proposeNesting(draft: Draft): Nesting | undefined {
  const words = new Map<MappingRow, string[]>();
  for (const row of draft.rows) {
    if (row.source.kind !== 'column' || row.to !== formatFieldPath([row.source.column])) continue;
    const parts = row.source.column.split('_').filter((part) => part !== '');
    if (parts.length > 1) words.set(row, parts);
  }
  const groups = [
    ...collect(
      words,
      (parts) => parts.at(-1),
      (parts) => parts.slice(0, -1),
    ),
  ];
  const grouped = new Set(groups.flatMap(({ members }) => members.map(({ row }) => row)));
  for (const row of grouped) words.delete(row);
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
      members.map(({ row, rest }) => ({ id: row.id, to: formatFieldPath([word, rest]) })),
    );
  return edits.length === 0 ? undefined : { edits, examples: edits.slice(0, 2).map(({ to }) => to) };
}

/** Whether no field outside the group stands where its object would. */
function hasOwnPlace({ word, members }: Group, draft: Draft): boolean {
  const inside = new Set(members.map(({ row }) => row));
  return draft.rows.every((row) => inside.has(row) || pathOf(row)?.[0] !== word);
}

function collect(
  words: ReadonlyMap<MappingRow, string[]>,
  shared: (parts: string[]) => string | undefined,
  remainder: (parts: string[]) => string[],
): Group[] {
  const groups = new Map<string, Group>();
  for (const [row, parts] of words) {
    const word = shared(parts);
    if (word === undefined || COMMON.has(word.toLowerCase())) continue;
    const group = groups.get(word) ?? { word, members: [] };
    group.members.push({ row, rest: remainder(parts).join('_') });
    groups.set(word, group);
  }
  return [...groups.values()].filter(
    ({ members }) => members.length > 1 && members.every(({ rest }) => /^\p{L}/u.test(rest)),
  );
}
