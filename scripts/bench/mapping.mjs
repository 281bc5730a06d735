// @ts-check

/** The customers' 14 columns, nested. */
export const RELATION = { schema: 'public', name: 'customers' };

/** @type {[string, string][]} */
const FIELDS = [
  ['customer.id', 'id'],
  ['customer.externalId', 'external_id'],
  ['customer.name.first', 'first_name'],
  ['customer.name.last', 'last_name'],
  ['customer.contact.email', 'email'],
  ['customer.contact.phone', 'phone'],
  ['customer.createdAt', 'created_at'],
  ['customer.born', 'born'],
  ['account.balance', 'balance'],
  ['account.score', 'score'],
  ['account.orders', 'orders'],
  ['account.active', 'active'],
  ['tags', 'tags'],
  ['attributes', 'attributes'],
];

export const MAPPING = { version: 1, fields: FIELDS.map(([to, column]) => ({ to, column })) };

/** The same for an ad platform: contact data normalized and hashed. */
export const HASHED_MAPPING = {
  version: 1,
  fields: MAPPING.fields.map((field) => {
    if (field.column === 'email') return { ...field, steps: ['trim', 'lowercase', { sha256: 'hex' }] };
    if (field.column === 'phone') return { ...field, steps: ['digits', { sha256: 'hex' }] };
    return field;
  }),
};

/** The query of a preview of the first ten customers. */
export const FIRST_TEN = `SELECT ${FIELDS.map(([, column]) => column).join(', ')} FROM customers ORDER BY id LIMIT 10`;

export const WIDE = { schema: 'public', name: 'wide' };

export const WIDE_MAPPING = {
  version: 1,
  fields: Array.from({ length: 1600 }, (_, n) => ({ to: `a${n % 40}.b${n}`, column: `column_${n + 1}` })),
};
