import { formatPointer } from '@rowhook/contracts/json-pointer';
import { nearest } from '@rowhook/contracts/nearest';
import { dialectOf, type Dialect } from './dialect.js';
import { refuse } from './schema-error.js';
import { isObject, type JsonObject } from './subschemas.js';

const ANY_DIALECT =
  'Expected draft 7, 2019-09 or 2020-12, as in "https://json-schema.org/draft/2020-12/schema".';

/** The schema that payloads are validated against. */
export interface Target {
  dialect: Dialect;
  openApi: boolean;
  /** What ajv compiles. */
  root: unknown;
  /** JSON Pointer in `root` of the schema that the client means. */
  start: string;
}

/** Finds the schema that a request means. Throws SchemaError. */
export const targetOf = (schema: unknown, component: string | undefined): Target =>
  isObject(schema) && 'openapi' in schema ? componentOf(schema, component) : plain(schema, component);

function plain(schema: unknown, component: string | undefined): Target {
  if (component !== undefined)
    throw refuse('/component', 'unknown_component', 'Only an OpenAPI document has components.');
  const dialect = dialectOf(isObject(schema) ? schema['$schema'] : undefined);
  if (dialect === undefined) throw refuse('/schema/$schema', 'unknown_dialect', ANY_DIALECT);
  // Ajv knows each dialect by one spelling only.
  if (isObject(schema)) delete schema['$schema'];
  return { dialect, openApi: false, root: schema, start: '' };
}

function componentOf(document: JsonObject, component: string | undefined): Target {
  const { openapi, jsonSchemaDialect, components } = document;
  const is30 = typeof openapi === 'string' && openapi.startsWith('3.0.');
  if (!is30 && !(typeof openapi === 'string' && /^3\.\d+\.\d+/.test(openapi)))
    throw refuse('/schema/openapi', 'unknown_dialect', 'Expected a version like "3.0.4" or "3.1.1".');
  // OpenAPI has a dialect of its own that adds annotations to 2020-12.
  const isBase =
    typeof jsonSchemaDialect === 'string' && jsonSchemaDialect.startsWith('https://spec.openapis.org/');
  const dialect = is30 ? 'OpenAPI 3.0' : dialectOf(isBase ? undefined : jsonSchemaDialect);
  if (dialect === undefined) throw refuse('/schema/jsonSchemaDialect', 'unknown_dialect', ANY_DIALECT);
  const schemas = isObject(components) ? components['schemas'] : undefined;
  if (!isObject(schemas))
    throw refuse('/schema/components/schemas', 'unknown_component', 'The document has no component schemas.');
  const names = Object.keys(schemas);
  if (component === undefined || !names.includes(component)) {
    const near = component === undefined ? undefined : nearest(component, names);
    const hint =
      near === undefined ? `The document has ${names.slice(0, 20).join(', ')}.` : `Did you mean "${near}"?`;
    throw refuse('/component', 'unknown_component', `Expected a name of "components.schemas". ${hint}`);
  }
  const start = formatPointer(['components', 'schemas', component]);
  const $ref = `#${start.split('/').map(encodeURIComponent).join('/')}`;
  return { dialect, openApi: true, root: { components: { schemas }, $ref }, start };
}
