import type { SchemaIssue } from '@rowhook/contracts';

interface MockSchema {
  properties?: Record<string, { type?: string }>;
  required?: string[];
}

/** Holds the first level of a body to `required` and to the `type` of its properties, and knows no other keyword. */
export function mockSchemaIssues(schema: unknown, body: string): SchemaIssue[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties = {}, required = [] } = schema as MockSchema;
  const value = JSON.parse(body) as Record<string, unknown>;
  return [
    ...required
      .filter((name) => !(name in value))
      .map((name) => ({
        pointer: `/${name}`,
        schemaPointer: '/required',
        keyword: 'required',
        message: 'is required',
        exact: true,
      })),
    ...Object.entries(properties).flatMap(([name, { type }]) =>
      type === undefined || !(name in value) || typeof value[name] === type
        ? []
        : [
            {
              pointer: `/${name}`,
              schemaPointer: `/properties/${name}/type`,
              keyword: 'type',
              message: `must be ${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`,
              exact: true,
            },
          ],
    ),
  ];
}
