import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  Connection,
  ENGINE_PREFIX,
  endpoints,
  engineEndpoints,
  Preview,
  RelationDetail,
  RelationList,
  Sample,
  type Endpoint,
} from '@rowhook/contracts';
import { postJson, TEST_ENGINE_TOKEN } from '../support/gateway.js';
import { compact } from './support/reference-mapping.js';
import { startStack, type CallInput, type Stack } from './support/stack.js';
import { startTlsProxy, type TlsProxy } from './support/tls-proxy.js';

const relation = { schema: 'shop', name: 'customers' };
const mapping = {
  version: 1,
  fields: [
    { to: 'user.id', column: 'id' },
    { to: 'user.name.first', column: 'first_name' },
    { to: 'user.balance', column: 'balance' },
    { to: 'raw[0]', column: 'attributes' },
    { to: 'source', value: 'shop' },
  ],
};

let stack: Stack;
let proxy: TlsProxy;
/** A token for the same database through TLS. */
let encryptedToken: string;
beforeAll(async () => {
  stack = await startStack();
  const { hostname, port } = new URL(stack.database.connectionString());
  proxy = await startTlsProxy({ host: hostname, port: Number(port) });
  const connected = await stack.call(endpoints.createConnection, {
    body: {
      connectionString: stack.database.connectionString({ host: '127.0.0.1', port: String(proxy.port) }),
    },
  });
  encryptedToken = Connection.parse(await connected.json()).token;
});
afterAll(async () => {
  proxy.stop();
  await stack.stop();
});

/** A successful request for each endpoint. */
const inputs: Record<keyof typeof endpoints, () => CallInput> = {
  settings: () => ({}),
  createConnection: () => ({ body: { connectionString: stack.database.connectionString() } }),
  encryptConnection: () => ({ token: encryptedToken }),
  listRelations: () => ({ token: stack.token }),
  getRelation: () => ({ token: stack.token, query: relation }),
  describeSource: () => ({ token: stack.token, body: { relation } }),
  takeSample: () => ({ token: stack.token, body: { relation } }),
  createPreview: () => ({ token: stack.token, body: { relation, mapping } }),
};

const table = Object.entries<Endpoint>(endpoints).map(([name, endpoint]) => ({
  name: name as keyof typeof endpoints,
  endpoint,
  title: `${endpoint.method} ${endpoint.path}`,
}));

describe('endpoints with engine and Postgres', () => {
  it.each(table)('$title', async ({ name, endpoint }) => {
    const response = await stack.call(endpoint, inputs[name]());
    expect(response.status).toBe(endpoint.status);
    const value: unknown = await response.json();
    expect(endpoint.response.parse(value)).toEqual(value);
  });

  it('reject encryption if the server has no TLS, and keep the old token valid', async () => {
    const refused = await stack.call(endpoints.encryptConnection, { token: stack.token });
    expect(await refused.json()).toMatchObject({ code: 'tls_failed' });
    expect((await stack.call(endpoints.listRelations, { token: stack.token })).status).toBe(200);
  });

  it('return a token that requires TLS when a connection is encrypted', async () => {
    const response = await stack.call(endpoints.encryptConnection, { token: encryptedToken });
    const { token, server, understood } = Connection.parse(await response.json());
    expect({ tls: server.tls, sslmode: understood.sslmode }).toEqual({ tls: true, sslmode: 'require' });
    expect((await stack.call(endpoints.listRelations, { token })).status).toBe(200);
  });

  it('list relations with their properties', async () => {
    const response = await stack.call(endpoints.listRelations, { token: stack.token });
    const { relations } = RelationList.parse(await response.json());
    const found = relations.filter(({ schema }) => schema === 'shop');
    expect(found.find(({ name }) => name === 'customers')).toMatchObject({
      kind: 'table',
      comment: 'People who bought something',
      readable: true,
    });
    expect(found.find(({ name }) => name === 'private')).toMatchObject({ readable: false });
    expect(relations.some(({ schema }) => schema === 'pg_catalog')).toBe(false);
  });

  it('list system schemas on request', async () => {
    const response = await stack.call(endpoints.listRelations, {
      token: stack.token,
      query: { system: 'true' },
    });
    const { relations } = RelationList.parse(await response.json());
    expect(relations.some(({ schema }) => schema === 'pg_catalog')).toBe(true);
  });

  it('describe the columns and the primary key of a relation', async () => {
    const response = await stack.call(endpoints.getRelation, { token: stack.token, query: relation });
    const { columns, primaryKey } = RelationDetail.parse(await response.json());
    expect(columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'id bigint',
      'first_name text',
      'balance numeric',
      'attributes jsonb',
    ]);
    expect(primaryKey).toEqual(['id']);
  });

  it('return cells with exact numbers', async () => {
    const response = await stack.call(endpoints.takeSample, { token: stack.token, body: { relation } });
    const { rows } = Sample.parse(await response.json());
    expect(rows[0]?.key).toEqual(['9007199254740993']);
    expect(rows[0]?.cells.map(({ json }) => json)).toEqual([
      '9007199254740993',
      '"Ada"',
      '12345678901234567890.123456789',
      '{"a":[9007199254740993],"b":1.10}',
    ]);
  });

  it('return the same payloads as json_build_object', async () => {
    const response = await stack.call(endpoints.createPreview, {
      token: stack.token,
      body: { relation, mapping },
    });
    const { payloads } = Preview.parse(await response.json());
    const reference = await stack.database.admin(`
      SELECT json_build_object(
        'user', json_build_object('id', id, 'name', json_build_object('first', first_name), 'balance', balance),
        'raw', json_build_array(attributes), 'source', 'shop')::text AS body
      FROM shop.customers ORDER BY id`);
    expect(payloads.map(({ body }) => body)).toEqual(reference.rows.map(({ body }) => compact(String(body))));
    expect(payloads[0]?.bytes).toBe(Buffer.byteLength(payloads[0]?.body ?? ''));
  });
});

/** A successful request for each endpoint of the engine, without its connection. */
const engineInputs: Record<keyof typeof engineEndpoints, object> = {
  verify: {},
  relations: {},
  relation: { relation },
  describe: { relation },
  sample: { relation },
  preview: { relation, mapping },
  cancel: { requestId: 'none' },
};

describe('endpoints of the engine', () => {
  it.each(Object.entries<Endpoint>(engineEndpoints))(
    '%s send what the contracts have',
    async (name, endpoint) => {
      const input = engineInputs[name as keyof typeof engineEndpoints];
      const connection = { connectionString: stack.database.connectionString() };
      const response = await postJson(
        `${stack.engine.url}${ENGINE_PREFIX}${endpoint.path}`,
        name === 'cancel' ? input : { ...connection, ...input },
        { authorization: `Bearer ${TEST_ENGINE_TOKEN}` },
      );
      expect(response.status).toBe(endpoint.status);
      // The gateway would remove a member that only the engine has.
      const value: unknown = await response.json();
      expect(endpoint.response.parse(value)).toEqual(value);
    },
  );
});

describe('constant', () => {
  it.each([
    '{"10":"ten","2":"two"}',
    '{"b":1,"1":3,"a":2,"a":4}',
    '{"__proto__":{"x":1},"constructor":{"prototype":1}}',
  ])('%s is unchanged in the payload', async (value) => {
    const fields = `[{"to":"c","value":${value}}]`;
    const body = `{"relation":${JSON.stringify(relation)},"rows":{"limit":1},"mapping":{"version":1,"fields":${fields}}}`;
    const response = await stack.call(endpoints.createPreview, { token: stack.token, body });
    const { payloads } = Preview.parse(await response.json());
    expect(payloads[0]?.body).toBe(`{"c":${value}}`);
  });
});

describe('preview after a sample', () => {
  it('reuses the rows of the sample', async () => {
    const rows = { limit: 2, pick: 'first' };
    const sampled = await stack.call(endpoints.takeSample, { token: stack.token, body: { relation, rows } });
    const { takenAt } = Sample.parse(await sampled.json());
    const previewed = await stack.call(endpoints.createPreview, {
      token: stack.token,
      body: { relation, rows, mapping },
    });
    expect(Preview.parse(await previewed.json()).sample).toEqual({ takenAt, reused: true });
  });
});

describe('view with a column that divides by zero', () => {
  const ratios = { schema: 'shop', name: 'ratios' };

  it('has a sample with the other columns and the error of that column', async () => {
    const response = await stack.call(endpoints.takeSample, {
      token: stack.token,
      body: { relation: ratios },
    });
    const { columns, columnErrors, rows } = Sample.parse(await response.json());
    expect(columns).toEqual(['id', 'ratio', 'first_name']);
    expect(columnErrors).toEqual([
      {
        column: 'ratio',
        code: 'query_failed',
        sqlstate: '22012',
        message: 'A row of the table or view divides by zero.',
        hint: 'Guard the division in the view: … / nullif(divisor, 0).',
      },
    ]);
    expect(rows.map(({ cells }) => cells[1]?.issue)).toEqual(Array(3).fill('column_failed'));
    expect(rows.map(({ cells }) => cells[2]?.json)).toContain('"Ada"');
  });

  it('has an issue in each row if that column is mapped', async () => {
    const fields = [
      { to: 'id', column: 'id' },
      { to: 'ratio', column: 'ratio' },
    ];
    const response = await stack.call(endpoints.createPreview, {
      token: stack.token,
      body: { relation: ratios, mapping: { version: 1, fields } },
    });
    const { payloads } = Preview.parse(await response.json());
    expect(payloads).toHaveLength(3);
    for (const { body, issues } of payloads) {
      expect(body).toBeNull();
      expect(issues).toEqual([
        {
          field: 1,
          code: 'column_failed',
          message: 'ratio cannot be read: A row of the table or view divides by zero.',
        },
      ]);
    }
  });
});
