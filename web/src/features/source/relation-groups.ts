import type { Relation } from '@rowhook/contracts';

/** One line of the list: a schema's heading, or a relation. */
export type ListLine =
  | { kind: 'schema'; schema: string; count: number }
  | { kind: 'relation'; relation: Relation; partition: boolean };

const byName = new Intl.Collator('en', { numeric: true });

/**
 * Sorted once: by schema (`public` first), then what this login may read, then by name, each partition after its parent. A
 * parent and its partitions stay together, among what may be read if any of them may.
 */
export function sortRelations(relations: readonly Relation[]): Relation[] {
  const readable = new Set(relations.filter((relation) => relation.readable).map(familyOf));
  const locked = (relation: Relation) => (readable.has(familyOf(relation)) ? 0 : 1);
  return [...relations].sort(
    (a, b) =>
      compareSchemas(a.schema, b.schema) || locked(a) - locked(b) || byName.compare(sortKey(a), sortKey(b)),
  );
}

/** The lines for what was typed, which every relation shown contains in its name, schema or comment. */
export function listLines(sorted: readonly Relation[], typed: string): ListLine[] {
  const wanted = typed.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const lines: ListLine[] = [];
  let heading: Extract<ListLine, { kind: 'schema' }> | undefined;
  for (const relation of sorted) {
    if (!wanted.every((word) => matches(relation, word))) continue;
    if (heading?.schema !== relation.schema) {
      heading = { kind: 'schema', schema: relation.schema, count: 0 };
      lines.push(heading);
    }
    heading.count++;
    lines.push({ kind: 'relation', relation, partition: relation.partitionOf !== null });
  }
  return lines;
}

function matches({ schema, name, comment }: Relation, word: string): boolean {
  return `${schema}.${name}`.toLowerCase().includes(word) || (comment?.toLowerCase().includes(word) ?? false);
}

function compareSchemas(a: string, b: string): number {
  if (a === b) return 0;
  if (a === 'public') return -1;
  return b === 'public' ? 1 : byName.compare(a, b);
}

function familyOf({ schema, name, partitionOf }: Relation): string {
  return `${schema}\u0000${partitionOf?.schema === schema ? partitionOf.name : name}`;
}

/** A partition sorts behind its parent where that is in the same schema. */
function sortKey({ schema, name, partitionOf }: Relation): string {
  return partitionOf?.schema === schema ? `${partitionOf.name}\u0000${name}` : name;
}
