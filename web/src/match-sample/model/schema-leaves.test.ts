import { describe, expect, it } from 'vitest';
import { readExample } from './example-text';

const read = (document: unknown, schema?: string) => {
  const result = readExample(JSON.stringify(document), schema);
  if (result.state !== 'read') throw new Error(JSON.stringify(result));
  return result;
};
const leaves = (document: unknown, schema?: string) =>
  read(document, schema).leaves.map(({ to, type, description, value }) => [to, type, description, value]);

describe('JSON Schema', () => {
  it('has leaves with descriptions and values', () => {
    expect(
      leaves({
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        type: 'object',
        required: ['email', 'object'],
        properties: {
          object: { const: 'contact' },
          email: { type: 'string', format: 'email' },
          plan: { enum: ['free', 'pro'] },
          age: { type: ['null', 'integer'] },
          city: { type: 'string', examples: ['Oslo'] },
          tags: { type: 'array', items: { type: 'string' } },
          orders: { type: 'array', items: { $ref: '#/$defs/order' } },
          anything: {},
        },
        $defs: { order: { type: 'object', properties: { total: { type: 'number' } } } },
      }),
    ).toEqual([
      ['object', 'string', undefined, 'contact'],
      ['email', 'string', 'string, email, required', 'someone@example.com'],
      ['plan', 'string', 'any type, one of "free", "pro"', 'free'],
      ['age', 'number', 'integer', undefined],
      ['city', 'string', 'string', 'Oslo'],
      ['tags', 'list', 'array', undefined],
      ['orders[0].total', 'number', 'number', undefined],
      ['anything', 'null', 'any type', undefined],
    ]);
  });

  it('describes the only item of a list', () => {
    const list = read({
      $schema: 'x',
      required: ['tags'],
      properties: { tags: { type: 'array', example: ['vip'] } },
    }).leaves[0];
    expect(list).toMatchObject({ to: 'tags', description: 'array, required' });
    expect(list?.entry).toMatchObject({ to: 'tags[0]', description: 'string, required' });
  });

  it('combines allOf, anyOf and $ref', () => {
    expect(
      leaves({
        $schema: 'x',
        allOf: [{ $ref: '#/definitions/base' }, { properties: { name: { type: 'string' } } }],
        anyOf: [{ type: 'null' }, { properties: { extra: { type: 'boolean' } } }],
        definitions: {
          base: { properties: { id: { anyOf: [{ type: 'null' }, { type: 'string', format: 'uuid' }] } } },
        },
      }).map(([to, type]) => [to, type]),
    ).toEqual([
      ['id', 'string'],
      ['name', 'string'],
      ['extra', 'boolean'],
    ]);
  });

  it('may be recursive, and ignores references to other documents', () => {
    const node = {
      properties: { name: { type: 'string' }, parent: { $ref: '#' }, other: { $ref: 'x.json' } },
    };
    expect(leaves({ $schema: 'x', ...node }).map(([to]) => to)).toEqual(['name', 'other']);
    const self = { $ref: '#/$defs/a' };
    expect(read({ $schema: 'x', properties: { a: self }, $defs: { a: self } }).leaves).toHaveLength(1);
  });

  it('is distinguished from a payload with type and properties', () => {
    expect(leaves({ type: 'object', properties: { email: 'a@b.cc' } })).toHaveLength(2);
  });
});

describe('OpenAPI document', () => {
  const schemas = {
    Contact: { type: 'object', properties: { email: { type: 'string', nullable: true } } },
    Level: { type: 'string' },
    Ticket: {
      type: 'object',
      properties: {
        subject: { type: 'string', example: 'Help' },
        by: { $ref: '#/components/schemas/Contact' },
      },
    },
  };
  it('lists its component schemas that are objects', () => {
    const document = { openapi: '3.0.3', components: { schemas } };
    expect(read(document)).toMatchObject({ schemas: ['Contact', 'Ticket'], schema: 'Contact' });
    expect(leaves(document, 'Ticket').map(([to]) => to)).toEqual(['subject', 'by.email']);
  });

  it('may be Swagger 2.0', () => {
    expect(read({ swagger: '2.0', definitions: schemas }).schemas).toEqual(['Contact', 'Ticket']);
  });
});
