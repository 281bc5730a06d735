import { formatFieldPath, parseFieldPath, type FieldPath } from '@rowhook/contracts';
import type { ExactJson } from '../../lib/json/read-json';
import { leafOf, LEAVES_MAX, type Leaf, type Leaves } from './leaves';

type ExactObject = ExactJson & { kind: 'object' };

/** A schema that a document offers. */
export interface NamedSchema {
  name: string;
  schema: ExactObject;
}

export function member(node: ExactJson | undefined, key: string): ExactJson | undefined {
  return node?.kind === 'object' ? node.entries.findLast(([name]) => name === key)?.[1] : undefined;
}

/** The component schemas of an OpenAPI document, or the definitions of a Swagger one; undefined if it is neither. */
export function componentSchemas(root: ExactJson): NamedSchema[] | undefined {
  if (member(root, 'openapi') === undefined && member(root, 'swagger') === undefined) return undefined;
  const schemas = member(member(root, 'components'), 'schemas') ?? member(root, 'definitions');
  if (schemas?.kind !== 'object') return [];
  return schemas.entries.flatMap(([name, schema]) =>
    schema.kind === 'object' && propertiesOf(root, schema).length > 0 ? [{ name, schema }] : [],
  );
}

/** Whether an object is a JSON Schema: where a payload has values, it says `type`. */
export function isSchema(root: ExactObject): boolean {
  if (['$schema', '$defs'].some((key) => member(root, key) !== undefined)) return true;
  const type = member(root, 'type');
  const properties = member(root, 'properties');
  if (properties?.kind !== 'object' || type?.kind !== 'string' || type.value !== 'object') return false;
  return properties.entries.every(
    ([, value]) =>
      value.kind === 'object' &&
      value.entries.some(([key]) => /^(?:type|\$ref|allOf|anyOf|oneOf|enum|const)$/.test(key)),
  );
}

/** A schema that holds itself ends here. */
const DEPTH_MAX = 12;

/** The leaves of the payloads that a schema describes, in the order of its properties. References are followed inside the document. */
export function schemaLeaves(root: ExactJson, schema: ExactJson): Leaves {
  const leaves = new Map<string, Leaf>();
  let left = 0;
  const visit = (node: ExactJson, path: FieldPath, required: boolean, within: readonly ExactJson[]): void => {
    const resolved = resolve(root, node);
    const properties = propertiesOf(root, resolved);
    const items = member(resolved, 'items');
    if (path.length > DEPTH_MAX || within.includes(resolved)) left++;
    else if (properties.length > 0) {
      for (const { key, schema: property, required: needed } of properties)
        visit(property, [...path, key], needed, [...within, resolved]);
    } else if (items !== undefined && propertiesOf(root, resolve(root, items)).length > 0) {
      visit(items, [...path, 0], required, [...within, resolved]);
    } else if (path.length > 0) {
      const leaf = leafFor(resolved, path, required);
      if (leaves.size < LEAVES_MAX && parseFieldPath(leaf.to).ok) leaves.set(leaf.to, leaf);
      else left++;
    }
  };
  visit(schema, [], false, []);
  return { leaves: [...leaves.values()], left };
}

interface Property {
  key: string;
  schema: ExactJson;
  required: boolean;
}

/** The properties of a schema and of all that it is made of. */
function propertiesOf(root: ExactJson, schema: ExactJson, within: readonly ExactJson[] = []): Property[] {
  const resolved = resolve(root, schema);
  if (within.includes(resolved)) return [];
  const needed = itemsOf(resolved, 'required').flatMap((item) =>
    item.kind === 'string' ? [item.value] : [],
  );
  const properties = member(resolved, 'properties');
  const own =
    properties?.kind === 'object'
      ? properties.entries.map(([key, value]) => ({ key, schema: value, required: needed.includes(key) }))
      : [];
  const inherited = itemsOf(resolved, 'allOf').flatMap((part) =>
    propertiesOf(root, part, [...within, resolved]),
  );
  const [alternative = []] = ['oneOf', 'anyOf']
    .flatMap((key) => itemsOf(resolved, key))
    .map((part) => propertiesOf(root, part, [...within, resolved]))
    .filter((found) => found.length > 0);
  const all = [...inherited, ...own, ...alternative];
  return [...new Map(all.map((property) => [property.key, property])).values()];
}

function itemsOf(node: ExactJson, key: string): readonly ExactJson[] {
  const list = member(node, key);
  return list?.kind === 'list' ? list.items : [];
}

/** What a reference inside of the document refers to. Of alternatives without properties the first that is not null stands. */
function resolve(root: ExactJson, node: ExactJson, depth = 0): ExactJson {
  if (depth > DEPTH_MAX) return node;
  const reference = member(node, '$ref');
  if (reference?.kind === 'string' && reference.value.startsWith('#')) {
    const keys = decodeURIComponent(reference.value.slice(1)).split('/').slice(1);
    const target = keys.reduce<ExactJson | undefined>(
      (at, key) => member(at, key.replaceAll('~1', '/').replaceAll('~0', '~')),
      root,
    );
    return target === undefined ? node : resolve(root, target, depth + 1);
  }
  const parts = [...itemsOf(node, 'allOf'), ...itemsOf(node, 'oneOf'), ...itemsOf(node, 'anyOf')];
  if (parts.length === 0 || member(node, 'properties') !== undefined) return node;
  const resolved = parts.map((part) => resolve(root, part, depth + 1));
  if (resolved.some((part) => member(part, 'properties') !== undefined)) return node;
  return resolved.find((part) => typeOf(part) !== 'null') ?? node;
}

function typeOf(schema: ExactJson): string | undefined {
  const type = member(schema, 'type');
  const types = type?.kind === 'list' ? type.items : type === undefined ? [] : [type];
  const names = types.flatMap((each) => (each.kind === 'string' ? [each.value] : []));
  return names.find((name) => name !== 'null') ?? names[0];
}

/** What stands for a text of a format, so that it is compared by its shape; it is never sent. */
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
  const about = [
    name ?? 'any type',
    ...(format?.kind === 'string' ? [format.value] : []),
    ...(values.length > 1 ? [`one of ${values.map(({ text }) => text).join(', ')}`] : []),
    ...(required ? ['required'] : []),
  ].join(', ');
  if (constant !== undefined) return leafOf(constant, path, to);
  if (example !== undefined && example.kind !== 'null') return { ...leafOf(example, path, to), about };
  const shown = format?.kind === 'string' ? FORMATS[format.value] : undefined;
  return {
    path,
    to,
    type: TYPES[name ?? ''] ?? 'null',
    text: about,
    about,
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
