import { STEP_LIMITS, type Column, type Step } from '@rowhook/contracts';
import { describe, expect, it } from 'vitest';
import { adviceFor, sensitive, sensitiveAmong } from './advice';
import type { DraftField } from './model';
import { hashed } from './steps';

describe('sensitive', () => {
  it.each([
    ['password', 'text', 'a secret'],
    ['password_hash', 'text', 'a secret'],
    ['userPassword', 'character varying(80)', 'a secret'],
    ['API_KEY', 'text', 'a secret'],
    ['apiKey', 'text', 'a secret'],
    ['reset token', 'uuid', 'a secret'],
    ['client_secret', 'bytea', 'a secret'],
    ['ssn', 'text', 'personal data'],
    ['customer_iban', 'text', 'personal data'],
    ['credit_card', 'text', 'personal data'],
    ['card_number', 'bigint', 'personal data'],
    ['date_of_birth', 'date', 'personal data'],
    ['tokenizer', 'text', undefined],
    ['token_count', 'integer', undefined],
    ['password_changed_at', 'timestamp with time zone', undefined],
    ['has_password', 'boolean', undefined],
    ['token', 'numeric(12,2)', undefined],
    ['token', 'timestamp(3) with time zone', undefined],
    ['token', 'interval day to second(3)', undefined],
    ['token', 'integer[]', undefined],
    ['token', 'double precision', undefined],
    ['token_valid', 'daterange', undefined],
    ['token_valid', 'tstzmultirange', undefined],
    ['api_token', 'integration_key', 'a secret'],
    ['api_token', 'bigtext', 'a secret'],
    ['api_token', 'date_or_text', 'a secret'],
    ['api_token', 'public.bigint_key', 'a secret'],
    ['cardinality', 'text', undefined],
    ['discard', 'text', undefined],
    ['card_brand', 'text', undefined],
    ['card_last4', 'text', undefined],
    ['secretary', 'text', undefined],
    ['key', 'text', undefined],
    ['email', 'text', undefined],
  ])('of %s %s is %s', (name, type, wanted) => {
    expect(sensitive({ name, type })).toBe(wanted);
  });
});

describe('adviceFor', () => {
  const column = (name: string, readable = true) =>
    [name, { name, type: 'text', readable, casts: [] as string[] } as unknown as Column] as const;
  const columns = new Map([
    column('id'),
    column('tenant'),
    column('email'),
    column('api_token'),
    column('locked', false),
  ]);
  const field = (id: number, name: string): DraftField => ({
    id,
    to: name,
    value: { kind: 'column', column: name },
  });
  const keys = (fields: DraftField[], primaryKey: string[]) =>
    adviceFor(fields, columns, primaryKey, sensitiveAmong(columns.values())).map(({ key }) => key);

  it('warns that a column of the primary key is missing', () => {
    expect(adviceFor([field(1, 'id'), field(2, 'email')], columns, ['tenant', 'id'], new Map())).toEqual([
      {
        key: 'no key',
        message: 'No key in the payload: without tenant a receiver cannot recognise a repeat.',
        actions: [{ label: 'Add tenant to the payload', add: ['tenant'] }],
      },
    ]);
  });

  it('accepts a key in a template, and ignores unreadable keys', () => {
    const template: DraftField = { id: 1, to: 'ref', value: { kind: 'template', template: 'c-{id}' } };
    expect(keys([template], ['id'])).toEqual([]);
    expect(keys([field(1, 'email')], ['locked'])).toEqual([]);
    expect(keys([field(1, 'email')], [])).toEqual([]);
    expect(keys([], ['id'])).toEqual([]);
  });

  it('warns of a column that may be a secret', () => {
    expect(keys([field(1, 'id'), field(2, 'api_token')], ['id'])).toEqual(['sensitive api_token']);
  });

  it('warns of a repeated secret once, and offers to remove all its fields', () => {
    const fields = [field(1, 'api_token'), field(2, 'email'), field(3, 'api_token')];
    const advice = adviceFor(fields, columns, [], sensitiveAmong(columns.values()));
    expect(advice.map(({ actions }) => actions)).toEqual([[{ label: 'Remove api_token', remove: [1, 3] }]]);
  });

  it('offers to hash personal data, and accepts a hash', () => {
    const iban = new Map([['iban', 'personal data']] as const);
    const fields = [field(1, 'iban')];
    const [advice] = adviceFor(fields, columns, [], iban);
    expect(advice?.actions).toEqual([
      { label: 'Send its SHA-256', hash: [1] },
      { label: 'Remove iban', remove: [1] },
    ]);
    const sent = fields.map((each) => ({ ...each, value: hashed(each.value) }));
    expect(sent[0]?.value).toMatchObject({ steps: ['trim', 'lowercase', { sha256: 'hex' }] });
    expect(adviceFor(sent, columns, [], iban)).toEqual([]);
  });

  it('offers no hash after a lookup with JSON or beyond the maximum of steps', () => {
    const labels = (...steps: Step[]) => {
      const sent: DraftField = { id: 1, to: 'iban', value: { kind: 'column', column: 'iban', steps } };
      const [advice] = adviceFor([sent], columns, [], new Map([['iban', 'personal data']]));
      return advice?.actions.map(({ label }) => label);
    };
    const most = STEP_LIMITS.steps - 3;
    expect(labels(...Array.from({ length: most }, () => 'trim' as const))).toContain('Send its SHA-256');
    expect(labels(...Array.from({ length: most + 1 }, () => 'trim' as const))).toEqual(['Remove iban']);
    expect(labels({ lookup: { values: { A: 1 } } })).toEqual(['Remove iban']);
  });

  it('hashes without the cast', () => {
    expect(hashed({ kind: 'column', column: 'iban', steps: ['digits'], as: 'integer' })).toEqual({
      kind: 'column',
      column: 'iban',
      steps: ['digits', 'trim', 'lowercase', { sha256: 'hex' }],
    });
  });
});
