import { parsePointer } from '@rowhook/contracts';
import { itemsOf, member, type ExactJson } from './read-json';

type ExactObject = ExactJson & { kind: 'object' };

/** A schema that a document offers. */
interface NamedSchema {
  name: string;
  schema: ExactObject;
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

/** References that lead on and on end here. */
const REFERENCES_MAX = 12;

interface Property {
  key: string;
  schema: ExactJson;
  required: boolean;
}

/** The properties of a schema and of all that it is made of. */
export function propertiesOf(
  root: ExactJson,
  schema: ExactJson,
  within: readonly ExactJson[] = [],
): Property[] {
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

/** Resolves a reference inside the document. Of alternatives without properties, returns the first that is not null. */
export function resolve(root: ExactJson, node: ExactJson, depth = 0): ExactJson {
  if (depth > REFERENCES_MAX) return node;
  const reference = member(node, '$ref');
  if (reference?.kind === 'string' && reference.value.startsWith('#')) {
    const pointer = parsePointer(decodeFragment(reference.value.slice(1)));
    const target = pointer?.reduce<ExactJson | undefined>((at, key) => member(at, key), root);
    return target === undefined ? node : resolve(root, target, depth + 1);
  }
  const parts = [...itemsOf(node, 'allOf'), ...itemsOf(node, 'oneOf'), ...itemsOf(node, 'anyOf')];
  if (parts.length === 0 || member(node, 'properties') !== undefined) return node;
  const resolved = parts.map((part) => resolve(root, part, depth + 1));
  if (resolved.some((part) => member(part, 'properties') !== undefined)) return node;
  return resolved.find((part) => typeOf(part) !== 'null') ?? node;
}

/** A URI fragment as text; one that is not valid refers to nothing. */
export function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** The type of a schema; of several the first that is not null. */
export function typeOf(schema: ExactJson): string | undefined {
  const type = member(schema, 'type');
  const types = type?.kind === 'list' ? type.items : type === undefined ? [] : [type];
  const names = types.flatMap((each) => (each.kind === 'string' ? [each.value] : []));
  return names.find((name) => name !== 'null') ?? names[0];
}
