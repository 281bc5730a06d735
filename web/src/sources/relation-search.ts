import type { Relation, RelationName } from '@rowhook/contracts';
import { relationKey } from '../lib/relation';

/** One line of the list: a schema's heading, or a relation. */
type ListLine = { kind: 'schema'; schema: string; count: number } | { kind: 'relation'; relation: Relation };

const byName = new Intl.Collator('en', { numeric: true });

/**
 * Sorted once: by schema (`public` first), then what this login may read, then by name, each partition and each table that
 * inherits after its parent. A parent and its children stay together, among what may be read if any of them may.
 */
export function sortRelations(relations: readonly Relation[]): Relation[] {
  const byKey = new Map(relations.map((relation) => [relationKey(relation), relation]));
  const placed = relations.map((relation) => {
    const lineage = lineageOf(relation, byKey);
    return { relation, lineage, family: relationKey({ schema: relation.schema, name: lineage[0] }) };
  });
  const readable = new Set(placed.filter(({ relation }) => relation.readable).map(({ family }) => family));
  const locked = (family: string) => (readable.has(family) ? 0 : 1);
  return placed
    .sort(
      (a, b) =>
        compareSchemas(a.relation.schema, b.relation.schema) ||
        locked(a.family) - locked(b.family) ||
        compareLineages(a.lineage, b.lineage),
    )
    .map(({ relation }) => relation);
}

/**
 * The lines of the list: relations whose name, schema or comment contains every word that was typed. Ignores double quotes,
 * which names pasted from SQL may have.
 */
export function listLines(sorted: readonly Relation[], typed: string): ListLine[] {
  const searchWords = plain(typed).split(/\s+/).filter(Boolean);
  const lines: ListLine[] = [];
  let heading: Extract<ListLine, { kind: 'schema' }> | undefined;
  for (const relation of sorted) {
    if (!searchWords.every((word) => matches(relation, word))) continue;
    if (heading?.schema !== relation.schema) {
      heading = { kind: 'schema', schema: relation.schema, count: 0 };
      lines.push(heading);
    }
    heading.count++;
    lines.push({ kind: 'relation', relation });
  }
  return lines;
}

/** The line of the relation whose name is most like what was typed; the first one among equals, -1 if there is none. */
export function bestLine(lines: readonly ListLine[], typed: string): number {
  const text = typed.trim().replaceAll('"', '');
  let best = { index: -1, rank: Infinity };
  lines.forEach((line, index) => {
    if (line.kind !== 'relation') return;
    const rank = rankOf(line.relation, text);
    if (rank < best.rank) best = { index, rank };
  });
  return best.index;
}

/** The distance of a name from the typed text. Names with the same accents come first. */
function rankOf({ schema, name }: RelationName, typed: string): number {
  if (typed === '') return 0;
  const full = typed.includes('.') ? `${schema}.${name}` : name;
  if (name === typed || full === typed) return 0;
  const kinds = [marked, plain].flatMap((form) => {
    const names = [form(name), form(full)];
    const text = form(typed);
    return [names.includes(text), names.some((each) => each.startsWith(text))];
  });
  const rank = kinds.indexOf(true);
  return 1 + (rank === -1 ? kinds.length : rank);
}

function matches({ schema, name, comment }: Relation, word: string): boolean {
  return plain(`${schema}.${name}`).includes(word) || (comment !== null && plain(comment).includes(word));
}

/** Removes accents and double quotes, and converts to upper case: `grosse` finds `Größe`. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\p{M}"]/gu, '')
    .toUpperCase();
}

function marked(text: string): string {
  return text.normalize('NFC').replaceAll('"', '').toUpperCase();
}

function compareSchemas(a: string, b: string): number {
  if (a === b) return 0;
  if (a === 'public') return -1;
  return b === 'public' ? 1 : byName.compare(a, b);
}

type Lineage = readonly [root: string, ...children: string[]];

/** The names from a parent down to a relation, as far as they are in its own schema. */
function lineageOf(relation: Relation, byKey: ReadonlyMap<string, Relation>): Lineage {
  const { schema, name } = relation;
  let names: Lineage = [name];
  let parent = parentOf(relation);
  // No name twice: a server that lies must not keep the page busy.
  while (parent?.schema === schema && !names.includes(parent.name)) {
    names = [parent.name, ...names];
    const known = byKey.get(relationKey(parent));
    parent = known === undefined ? null : parentOf(known);
  }
  return names;
}

function parentOf({ partitionOf, inheritsFrom }: Relation): RelationName | null {
  return partitionOf ?? inheritsFrom;
}

function compareLineages(a: Lineage, b: Lineage): number {
  const parts = a.findIndex((name, depth) => name !== b[depth]);
  const [own, other] = parts === -1 ? [] : [a[parts], b[parts]];
  if (own === undefined || other === undefined) return a.length - b.length;
  return byName.compare(own, other) || (own < other ? -1 : 1);
}
