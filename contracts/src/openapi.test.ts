import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { gatewayApi } from './documents.js';
import {
  API_PREFIX,
  commonProblems,
  endpoints,
  problemKinds,
  streams,
  type Endpoint,
  type StreamEndpoint,
} from './index.js';

const Operation = z.object({
  summary: z.string(),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(z.object({ name: z.string(), in: z.string() })).optional(),
  requestBody: z.object({ content: z.record(z.string(), z.unknown()) }).optional(),
  responses: z.record(
    z.string().regex(/^[1-5][0-9]{2}$/),
    z.object({
      description: z.string(),
      content: z.record(z.string(), z.object({ schema: z.record(z.string(), z.unknown()) })),
    }),
  ),
});
const OpenApi = z.object({
  openapi: z.string().regex(/^3\.1\./),
  info: z.object({ title: z.string(), version: z.string() }),
  paths: z.record(z.string().startsWith('/'), z.record(z.string(), Operation)),
  components: z.object({
    schemas: z.record(z.string(), z.object({ properties: z.record(z.string(), z.unknown()).optional() })),
  }),
});
const ProblemCodes = z.object({
  $ref: z.literal('#/components/schemas/Problem'),
  properties: z.object({ code: z.object({ enum: z.array(z.string()) }) }),
});

describe('OpenAPI document of the gateway', () => {
  const raw: unknown = JSON.parse(JSON.stringify(gatewayApi('1.2.3')));
  const document = OpenApi.parse(raw);
  const table = Object.values<Endpoint | StreamEndpoint>({ ...endpoints, ...streams });

  it('lists exactly the endpoints of the contracts', () => {
    const listed = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(listed.sort()).toEqual(table.map(({ method, path }) => `${method} ${API_PREFIX}${path}`).sort());
  });

  it.each(table)('describes $method $path with its problems', (endpoint) => {
    const operation = document.paths[API_PREFIX + endpoint.path]?.[endpoint.method.toLowerCase()];
    expect(operation).toBeDefined();
    if (operation === undefined) return;
    expect(operation.summary).toBe(endpoint.summary);
    expect(operation.security).toEqual(endpoint.authorized ? [{ token: [] }] : []);
    expect(operation.requestBody !== undefined).toBe(endpoint.body !== undefined);
    expect(operation.parameters !== undefined).toBe(endpoint.query !== undefined);
    expect(operation.responses[endpoint.status]?.content).toHaveProperty(
      'mediaType' in endpoint ? endpoint.mediaType : 'application/json',
    );

    const codes = Object.entries(operation.responses).flatMap(([status, { content }]) => {
      const problem = content['application/problem+json'];
      if (problem === undefined) return [];
      return ProblemCodes.parse(problem.schema).properties.code.enum.map((code) => `${status} ${code}`);
    });
    const expected = [...commonProblems, ...endpoint.problems].map(
      (code) => `${problemKinds[code].status} ${code}`,
    );
    expect(codes.sort()).toEqual([...expected].sort());
  });

  it('names the types that clients use', () => {
    const names = ['Mapping', 'Relation', 'Sample', 'Payload', 'Connection', 'Problem'];
    expect(Object.keys(document.components.schemas)).toEqual(expect.arrayContaining(names));
    expect(Object.keys(document.components.schemas).filter((name) => name.startsWith('_'))).toEqual([]);
  });

  it('allows only one of column, value and template in a field', () => {
    const { ColumnField, ValueField, TemplateField } = document.components.schemas;
    expect(ColumnField?.properties).toMatchObject({ value: false, template: false });
    expect(ValueField?.properties).toMatchObject({ column: false, template: false });
    expect(TemplateField?.properties).toMatchObject({ column: false, value: false });
  });

  it('has no unresolved references', () => {
    const dangling: string[] = [];
    JSON.stringify(raw, (key, value: unknown) => {
      if (key === '$ref' && typeof value === 'string' && resolve(raw, value) === undefined)
        dangling.push(value);
      return value;
    });
    expect(dangling).toEqual([]);
  });
});

/** Follows a JSON Pointer of the same document. */
function resolve(document: unknown, reference: string): unknown {
  return reference
    .replace(/^#\//, '')
    .split('/')
    .reduce((node: unknown, key) => (node as Record<string, unknown> | undefined)?.[key], document);
}
