import { z } from 'zod';
import type { Endpoint } from './endpoints.js';
import type { StreamEndpoint } from './engine.js';
import { Problem, PROBLEM_MEDIA_TYPE } from './problem.js';
import { problemKinds, type ProblemCode } from './problem-kinds.js';

interface Api {
  title: string;
  description: string;
  version: string;
  /** Before the path of every endpoint. */
  prefix: string;
  /** What the bearer token of authorized endpoints is. */
  token: string;
  /** By the name that becomes the operationId. */
  endpoints: Record<string, Endpoint | StreamEndpoint>;
  /** The problems that every endpoint has besides its own. */
  problems: readonly ProblemCode[];
}

type JsonSchema = Record<string, unknown>;

const PROBLEM = 'Problem';

/** The OpenAPI 3.1 document of an API (https://spec.openapis.org/oas/v3.1.1.html). */
export function openApi({ title, description, version, prefix, token, endpoints, problems }: Api) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, endpoint] of Object.entries(endpoints)) {
    (paths[prefix + endpoint.path] ??= {})[endpoint.method.toLowerCase()] = {
      operationId: name,
      summary: endpoint.summary,
      ...(endpoint.authorized ? { security: [{ token: [] }] } : {}),
      ...(endpoint.query === undefined ? {} : { parameters: parameters(endpoint.query) }),
      ...(endpoint.body === undefined
        ? {}
        : {
            requestBody: {
              required: true,
              content: { 'application/json': { schema: request(endpoint.body) } },
            },
          }),
      responses: {
        [endpoint.status]: {
          description: 'Success',
          content: answer(endpoint),
        },
        ...problemResponses([...problems, ...endpoint.problems]),
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: { title, version, description },
    paths,
    components: {
      securitySchemes: { token: { type: 'http' as const, scheme: 'bearer', description: token } },
      schemas: { [PROBLEM]: toJsonSchema(Problem, 'output') },
    },
  };
}

function answer(endpoint: Endpoint | StreamEndpoint) {
  return 'mediaType' in endpoint
    ? { [endpoint.mediaType]: { schema: { type: 'string' } } }
    : { 'application/json': { schema: toJsonSchema(endpoint.response, 'output') } };
}

/** One response for each status, naming the codes that come with it. */
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
            schema: { $ref: `#/components/schemas/${PROBLEM}`, properties: { code: { enum: codes } } },
          },
        },
      },
    ]),
  );
}

function parameters(query: z.ZodType) {
  const { properties = {}, required = [] } = request(query) as {
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

const request = (schema: z.ZodType) => toJsonSchema(schema, 'input');

/** The JSON Schema (draft 2020-12) of what is sent or of what is answered. */
export function toJsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const document: JsonSchema = z.toJSONSchema(schema, { io, override });
  delete document['$schema'];
  // What was recursive has been replaced, and with it every reference to a definition.
  delete document['$defs'];
  return document;
}

/** Where Zod's own rendering says something else than the contracts mean. */
function override({
  zodSchema,
  jsonSchema,
}: {
  zodSchema: z.core.$ZodTypes;
  jsonSchema: z.core.JSONSchema.BaseSchema;
}) {
  const { def } = zodSchema._zod;
  if (def.type !== 'object') return;
  // z.json() is recursive and would become a reference that leads out of the document.
  for (const [key, property] of Object.entries(def.shape as Record<string, z.core.$ZodTypes>)) {
    if (property._zod.def.type === 'lazy')
      jsonSchema.properties = { ...jsonSchema.properties, [key]: { description: 'Any JSON value' } };
  }
  // Answers may grow: only requests, which are strict, refuse other keys.
  if (def.catchall === undefined) delete jsonSchema.additionalProperties;
}
