import { FIELD_PATH_LIMITS, formatFieldPath, parseFieldPath, type FieldPath } from '@rowhook/contracts';
import { itemsOf, member, type ExactJson } from '../../lib/json/read-json';
import { propertiesOf, resolve, typeOf } from '../../lib/json/schema';
import { tokens } from '../../lib/json/tokens';
import type { SentType } from '../../mapping/sent-type';

/** A value of an example payload that a field of the mapping would fill. */
export interface Leaf {
  path: FieldPath;
  /** The same as text, as a mapping has it. */
  to: string;
  type: SentType;
  /** Its JSON text as it was pasted, without white space between tokens. */
  text: string;
  /** The string, or the number digit for digit; undefined for other types. */
  value?: string;
  /** The first item of a list of texts: the list can be filled by this item alone. */
  entry?: Leaf;
  /** Its description in a schema. Its text can then not be sent. */
  description?: string;
}

export interface Leaves {
  leaves: Leaf[];
  /** How many values no field can fill: their keys are refused, or there are more than LEAVES_MAX. */
  skipped: number;
}

/** More than any receiver's example has. */
const LEAVES_MAX = 500;

/**
 * The values of an example in their order. A list whose entries are all objects is entered; any other list, and an empty object,
 * is one value. Of duplicate keys the last one counts, as for JSON readers.
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

function leafOf(node: ExactJson, path: FieldPath, to: string): Leaf {
  const value = node.kind === 'string' ? node.value : node.kind === 'number' ? node.text : undefined;
  const leaf = { path, to, type: node.kind, text: compact(node), ...(value === undefined ? {} : { value }) };
  const items = node.kind === 'list' ? node.items : [];
  const [first] = items;
  const entry: FieldPath = [...path, 0];
  if (
    first === undefined ||
    items.some(({ kind }) => kind !== 'string') ||
    entry.length > FIELD_PATH_LIMITS.depth
  )
    return leaf;
  return { ...leaf, entry: leafOf(first, entry, formatFieldPath(entry)) };
}

function compact({ kind, text }: ExactJson): string {
  if (kind !== 'list' && kind !== 'object') return text;
  return [...tokens(text)].map(({ start, end }) => text.slice(start, end)).join('');
}

/** A schema that holds itself ends here. */
const DEPTH_MAX = 12;

/** The leaves of the payloads that a schema describes, in the order of its properties. References are followed inside the document. */
export function schemaLeaves(root: ExactJson, schema: ExactJson): Leaves {
  const leaves = new Map<string, Leaf>();
  let skipped = 0;
  const visit = (node: ExactJson, path: FieldPath, required: boolean, within: readonly ExactJson[]): void => {
    const resolved = resolve(root, node);
    const properties = propertiesOf(root, resolved);
    const items = member(resolved, 'items');
    // Schemas that refer to one another open up without end.
    const enough = leaves.size + skipped >= 2 * LEAVES_MAX;
    if (enough || path.length > DEPTH_MAX || within.includes(resolved)) skipped++;
    else if (properties.length > 0) {
      for (const { key, schema: property, required: needed } of properties)
        visit(property, [...path, key], needed, [...within, resolved]);
    } else if (items !== undefined && propertiesOf(root, resolve(root, items)).length > 0) {
      visit(items, [...path, 0], required, [...within, resolved]);
    } else if (path.length > 0) {
      const leaf = leafFor(resolved, path, required);
      if (leaves.size < LEAVES_MAX && parseFieldPath(leaf.to).ok) leaves.set(leaf.to, leaf);
      else skipped++;
    }
  };
  visit(schema, [], false, []);
  return { leaves: [...leaves.values()], skipped };
}

/** An example text of each format, which only gives the shape to compare. It is never sent. */
const FORMATS: Record<string, string> = {
  email: 'someone@example.com',
  uri: 'https://example.com/',
  url: 'https://example.com/',
  uuid: '00000000-0000-4000-8000-000000000000',
  date: '2000-01-01',
  'date-time': '2000-01-01T00:00:00Z',
  ipv4: '192.0.2.1',
};

function leafFor(schema: ExactJson, path: FieldPath, required: boolean): Leaf {
  const to = formatFieldPath(path);
  const values = itemsOf(schema, 'enum');
  const constant = member(schema, 'const') ?? (values.length === 1 ? values[0] : undefined);
  const example =
    member(schema, 'example') ?? itemsOf(schema, 'examples')[0] ?? member(schema, 'default') ?? values[0];
  const format = member(schema, 'format');
  const name = typeOf(schema);
  const needed = required ? ['required'] : [];
  const description = [
    name ?? 'any type',
    ...(format?.kind === 'string' ? [format.value] : []),
    ...(values.length > 1 ? [`one of ${values.map(({ text }) => text).join(', ')}`] : []),
    ...needed,
  ].join(', ');
  if (constant !== undefined) return leafOf(constant, path, to);
  if (example !== undefined && example.kind !== 'null') {
    const { entry, ...leaf } = leafOf(example, path, to);
    if (entry === undefined) return { ...leaf, description };
    return { ...leaf, description, entry: { ...entry, description: ['string', ...needed].join(', ') } };
  }
  const shown = format?.kind === 'string' ? FORMATS[format.value] : undefined;
  return {
    path,
    to,
    type: TYPES[name ?? ''] ?? 'null',
    text: description,
    description,
    ...(shown === undefined ? {} : { value: shown }),
  };
}

const TYPES: Record<string, Leaf['type']> = {
  string: 'string',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  array: 'list',
  object: 'object',
};
