import { describe, expect, it } from 'vitest';
import { chooseSchema, readSchemaDocument, sentSchema } from './receiver-schema';

describe('schema document', () => {
  it.each([
    [' ', { state: 'empty' }],
    ['{"type": "object", "title": "Contact"}', { state: 'schema', dialect: '2020-12', title: 'Contact' }],
    ['{"$schema": "http://json-schema.org/draft-07/schema#"}', { state: 'schema', dialect: 'draft 7' }],
    ['{"$schema": "https://json-schema.org/draft/2019-09/schema"}', { state: 'schema', dialect: '2019-09' }],
    [
      '{"openapi": "3.1.0", "info": {"title": "CRM"}, "components": {"schemas": {"A": {}, "B": {}}}}',
      { state: 'openapi', title: 'CRM', components: ['A', 'B'] },
    ],
    ['{"openapi": "3.0.3", "paths": {}}', { state: 'other', message: /no component schemas/ }],
    ['{"swagger": "2.0"}', { state: 'other', message: /^Swagger 2.0 is not supported/ }],
    ['[1]', { state: 'other', message: /is an object/ }],
    ['{} {}', { state: 'other', message: /more text after/ }],
    ['openapi: 3.1.0\ninfo:', { state: 'unreadable', line: 1, message: /YAML/ }],
    ['{"type": "object",\n}', { state: 'unreadable', line: 2, column: 1 }],
  ])('%j is parsed', (text, read) => {
    const { message, ...rest } = read as { message?: RegExp };
    const found = readSchemaDocument(text);
    expect(found).toMatchObject(rest);
    if (message !== undefined)
      expect(found).toMatchObject({ message: expect.stringMatching(message) as string });
  });

  const document = {
    openapi: '3.1.0',
    info: { title: 'CRM', version: '1' },
    paths: { '/a': { get: { parameters: [{ schema: { type: 'string', maxLength: 3 } }] } } },
    components: {
      schemas: {
        Contact: {
          properties: {
            city: { $ref: '#/components/schemas/City%20name' },
            next: { $ref: '#/components/schemas/Contact' },
          },
        },
        'City name': { $ref: '#/paths/~1a/get/parameters/0/schema' },
        Other: { description: 'x'.repeat(600_000) },
      },
    },
  };

  it('may start with a byte order mark', () => {
    const text = `\uFEFF${JSON.stringify(document)}`;
    expect(readSchemaDocument(text)).toMatchObject({ state: 'openapi', title: 'CRM' });
    expect(chooseSchema({ text, name: 'crm.json', component: 'Contact' })).toHaveProperty('schema');
  });

  it('of OpenAPI is sent with the component and its references only', () => {
    const { text, component } = sentSchema({
      text: JSON.stringify(document),
      name: 'crm.json',
      component: 'Contact',
    });
    expect(component).toBe('Contact');
    expect(JSON.parse(text)).toEqual({
      openapi: '3.1.0',
      info: document.info,
      paths: { '/a': { get: { parameters: { 0: { schema: { type: 'string', maxLength: 3 } } } } } },
      components: {
        schemas: {
          Contact: document.components.schemas.Contact,
          'City name': document.components.schemas['City name'],
        },
      },
    });
  });

  it('is reduced to its component, and rejected if it is still too large', () => {
    const text = JSON.stringify(document);
    const chosen = chooseSchema({ text, name: 'crm.json', component: 'Contact' });
    expect('schema' in chosen && chosen.schema.text.length).toBeLessThan(1000);
    const large = JSON.stringify({ description: 'é'.repeat(1_000_000) });
    expect(chooseSchema({ text: large, name: 'large.json' })).toEqual({ tooLarge: 2_000_018 });
  });

  it('of JSON Schema is sent unchanged', () => {
    const text = ' {"const": 1.10, "b": 1, "10": 2}\n';
    const schema = { text, name: 'x' };
    expect(sentSchema(schema).text).toBe('{"const": 1.10, "b": 1, "10": 2}');
    expect(sentSchema(schema).id).toBe(sentSchema(schema).id);
    expect(sentSchema({ ...schema }).id).not.toBe(sentSchema(schema).id);
  });
});
