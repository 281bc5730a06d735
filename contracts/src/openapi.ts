import { z } from 'zod';
import type { Endpoint, StreamEndpoint } from './endpoints.js';
import { Problem, PROBLEM_MEDIA_TYPE } from './problem.js';
import { problemKinds, type ProblemCode } from './problem-kinds.js';

interface Api {
  title: string;
  description: string;
  version: string;
  /** The default URL. */
  server: string;
  /** The prefix of all paths. */
  prefix: string;
  /** Describes the bearer token. */
  token: string;
  /** By operationId. */
  endpoints: Record<string, Endpoint | StreamEndpoint>;
  /** The problems that every endpoint can have. */
  problems: readonly ProblemCode[];
}

type JsonSchema = Record<string, unknown>;

/** The OpenAPI 3.1 document of an API (https://spec.openapis.org/oas/v3.1.1.html). */
export function openApi({ title, description, version, server, prefix, token, endpoints, problems }: Api) {
  const paths: Record<string, Record<string, unknown>> = {};
  const schemas: Record<string, JsonSchema> = {};
  const component = (schema: z.ZodType, io: 'input' | 'output') => {
    const { $defs, ...root } = toJsonSchema(schema, io, '#/components/schemas/');
    for (const [id, definition] of Object.entries($defs ?? {})) {
      const known = (schemas[id] ??= definition);
      if (JSON.stringify(known) !== JSON.stringify(definition))
        throw new Error(`Two schemas have the id "${id}".`);
    }
    return root;
  };
  // Adds Problem, to which the responses refer.
  component(z.array(Problem), 'output');
  for (const [name, endpoint] of Object.entries(endpoints)) {
    (paths[prefix + endpoint.path] ??= {})[endpoint.method.toLowerCase()] = {
      operationId: name,
      summary: endpoint.summary,
      security: endpoint.authorized ? [{ token: [] }] : [],
      parameters: endpoint.query && parameters(endpoint.query),
      requestBody: endpoint.body && {
        required: true,
        content: { 'application/json': { schema: component(endpoint.body, 'input') } },
      },
      responses: {
        [endpoint.status]: {
          description: 'Success',
          content:
            'mediaType' in endpoint
              ? // OpenAPI 3.1 describes a stream of lines by one of them.
                { [endpoint.mediaType]: { schema: component(endpoint.line, 'output') } }
              : { 'application/json': { schema: component(endpoint.response, 'output') } },
        },
        ...problemResponses([...problems, ...endpoint.problems]),
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: { title, version, description, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: server }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http' as const, scheme: 'bearer', description: token } },
      schemas,
    },
  };
}

/** One response for each status, with the codes that have it. */
function problemResponses(problems: readonly ProblemCode[]) {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of problems) {
    const { status } = problemKinds[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: codes.map((code) => `\`${code}\`: ${problemKinds[code].title}`).join('; '),
        content: {
          [PROBLEM_MEDIA_TYPE]: {
            schema: { $ref: '#/components/schemas/Problem', properties: { code: { enum: codes } } },
          },
        },
      },
    ]),
  );
}

function parameters(query: z.ZodType) {
  const { properties = {}, required = [] } = toJsonSchema(query, 'input') as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

/**
 * The JSON Schema (draft 2020-12) of a request or a response. Schemas with an id are in `$defs`, and references to them begin with
 * `base`.
 */
export function toJsonSchema(schema: z.ZodType, io: 'input' | 'output', base = '#/$defs/'): JsonSchema {
  const document = z.toJSONSchema(schema, { io, override }) as JsonSchema & { $defs?: Definitions };
  delete document['$schema'];
  excludeOtherKinds(document.$defs ?? {});
  return JSON.parse(JSON.stringify(document, withoutJson).replaceAll('"#/$defs/', `"${base}`)) as JsonSchema;
}

/** Zod makes definitions and references for the recursive z.json(); a schema without constraints means the same. */
function withoutJson(key: string, value: { $ref?: string; description?: string } | null) {
  if (key.startsWith(RECURSIVE)) return undefined;
  if (value?.$ref?.startsWith(`#/$defs/${RECURSIVE}`) !== true) return value;
  return { description: value.description ?? 'Any JSON value.' };
}

/** Zod's prefix for the names of definitions without an id. */
const RECURSIVE = '__schema';

type Definitions = Record<string, { properties?: Record<string, JsonSchema | false> }>;

/** Excludes the members of the other kinds of field, so that generated types refuse a field with both `column` and `value`. */
function excludeOtherKinds(definitions: Definitions) {
  const kinds = { ColumnField: 'column', ValueField: 'value', TemplateField: 'template' };
  for (const kind of Object.keys(kinds)) {
    const properties = definitions[kind]?.properties ?? {};
    for (const key of Object.values(kinds)) properties[key] ??= false;
  }
}

/** Corrects Zod's output where the contracts mean something else. */
function override({
  zodSchema,
  jsonSchema,
}: {
  zodSchema: z.core.$ZodTypes;
  jsonSchema: z.core.JSONSchema.BaseSchema;
}) {
  delete jsonSchema['id'];
  const { def } = zodSchema._zod;
  // Only requests refuse unknown keys. Responses may get new ones.
  if (def.type === 'object' && def.catchall === undefined) delete jsonSchema.additionalProperties;
}
