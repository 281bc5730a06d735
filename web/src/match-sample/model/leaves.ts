import { FIELD_PATH_LIMITS, formatFieldPath, parseFieldPath, type FieldPath } from '@rowhook/contracts';
import type { ExactJson } from '../../lib/json/read-json';
import { tokens } from '../../lib/json/tokens';
import type { SentType } from '../../mapping/constant';

/** A value of a sample payload that a field of the mapping would fill. */
export interface Leaf {
  path: FieldPath;
  /** The same as text, as a mapping has it. */
  to: string;
  type: SentType;
  /** Its JSON text as it was pasted, without white space between tokens. */
  text: string;
  /** The string, or the number digit for digit; undefined for other types. */
  value?: string;
  /** What a schema says of it. Its text can then not be sent. */
  description?: string;
}

export interface Leaves {
  leaves: Leaf[];
  /** How many values no field can fill: their keys are refused, or there are more than LEAVES_MAX. */
  skipped: number;
}

/** More than any receiver's example has. */
export const LEAVES_MAX = 500;

/**
 * The values of a sample in their order. A list whose entries are all objects is entered; any other list, and an empty object,
 * is one value. Of two equal keys the last one stands, as JSON readers have it.
 */
export function leavesOf(root: ExactJson): Leaves {
  const found = new Map<string, Leaf>();
  let skipped = 0;
  const visit = (node: ExactJson, path: FieldPath): void => {
    if (node.kind === 'object' && (node.entries.length > 0 || path.length === 0)) {
      for (const [key, value] of node.entries) visit(value, [...path, key]);
    } else if (node.kind === 'list' && isListOfObjects(node.items)) {
      node.items.forEach((item, index) => visit(item, [...path, index]));
    } else {
      const to = formatFieldPath(path);
      const known = found.has(to);
      if (path.length > FIELD_PATH_LIMITS.depth || !parseFieldPath(to).ok) skipped++;
      else if (found.size >= LEAVES_MAX && !known) skipped++;
      else found.set(to, leafOf(node, path, to));
    }
  };
  visit(root, []);
  return { leaves: [...found.values()], skipped };
}

function isListOfObjects(items: readonly ExactJson[]): boolean {
  return items.length > 0 && items.every((item) => item.kind === 'object' && item.entries.length > 0);
}

/** The leaf of a value. */
export function leafOf(node: ExactJson, path: FieldPath, to: string): Leaf {
  const value = node.kind === 'string' ? node.value : node.kind === 'number' ? node.text : undefined;
  return { path, to, type: node.kind, text: compact(node), ...(value === undefined ? {} : { value }) };
}

function compact({ kind, text }: ExactJson): string {
  if (kind !== 'list' && kind !== 'object') return text;
  return [...tokens(text)].map(({ start, end }) => text.slice(start, end)).join('');
}
