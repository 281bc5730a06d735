import { describe, expect, it } from 'vitest';
import { matchTable, type Table } from '../../testing/match-table';
import type { LeafMatch, Proposal } from './match';

const matchesFor = (
  payload: unknown,
  columns: readonly Table['columns'][],
  relation = 'public.things',
  filled?: ReadonlySet<string>,
): LeafMatch[] => {
  const entries = columns.flatMap((column) => Object.entries(column));
  return matchTable(payload, { relation, columns: Object.fromEntries(entries) }, filled);
};
const propose = (...args: Parameters<typeof matchesFor>): [string, Proposal | undefined][] =>
  matchesFor(...args).map(({ leaf, proposal }) => [leaf.to, proposal]);
const columnOf =
  (type: string) =>
  (name: string, ...cells: unknown[]): Table['columns'] => ({ [name]: [type, ...cells] });
const text = columnOf('text');
const number = columnOf('bigint');
const time = columnOf('timestamptz');

describe('placeholder value', () => {
  it.each(['', 'string', 'x', '...', '<email>'])('%j is ignored, so the name decides', (value) => {
    const columns = [text('email', 'a@b.cc', 'd@e.ff'), text('first_name', 'Ada', 'Al')];
    for (const name of ['mail', 'email', 'e_mail', 'emailAddress'])
      expect(propose({ [name]: value }, columns)).toMatchObject([[name, { value: { column: 'email' } }]]);
  });
});

describe('proposal', () => {
  it('casts a value of another type', () => {
    expect(propose({ orderId: '42' }, [number('order_id', 7)])).toMatchObject([
      ['orderId', { value: { column: 'order_id', as: 'string' } }],
    ]);
    expect(propose({ seats: 3 }, [text('seats', '5', '6')])).toMatchObject([
      ['seats', { value: { column: 'seats', as: 'integer' } }],
    ]);
    expect(
      propose({ createdAt: 1717236000 }, [time('created_at', '2024-06-01T10:00:00+00:00')]),
    ).toMatchObject([['createdAt', { value: { column: 'created_at', as: 'unix_seconds' } }]]);
    expect(propose({ createdAt: 1717236000000 }, [time('created_at')])).toMatchObject([
      ['createdAt', { value: { column: 'created_at', as: 'unix_millis' } }],
    ]);
  });

  it('is missing if the values are of another kind', () => {
    expect(propose({ email: 'a@b.cc' }, [text('email', 'allowed', 'denied')])).toEqual([
      ['email', undefined],
    ]);
    expect(propose({ status: 'open' }, [number('status', 1, 2)])).toEqual([['status', undefined]]);
  });

  it('casts no text that may be empty', () => {
    expect(proposed({ seats: 3 }, [text('seats', '5', '7')])).toEqual({ seats: 'seats' });
    expect(proposed({ seats: 3 }, [text('seats', '5', '')])).toEqual({});
  });

  it.each<[string, unknown, Table['columns'], string?]>([
    ['an example with white space', { email: ' x@y.zz' }, text('email', 'a@b.cc', 'd@e.ff')],
    ['empty texts', { email: 'x@y.zz' }, text('email', '', '', 'a@b.cc')],
    ['a shortened example', { phones: ['+1'] }, text('phone', '+49 (30) 1', '+49 (40) 22'), 'phones[0]'],
    ['shortened values', { phones: ['+1'] }, text('phone', '+49301'), 'phones[0]'],
    ['a longer list', { phones: ['+1 555', '+2'] }, text('phone', '+49 (30) 1'), 'phones[0]'],
    ['a word for a URL', { website: 'acme' }, text('website', 'https://a.example', 'https://b.example/c')],
    ['a word for a time', { createdAt: 'tomorrow' }, time('created_at', '2024-06-01T10:00:00+00:00')],
    ['a letter for a number', { user: { id: 'u' } }, number('id', 1, 2), 'user.id'],
    ['digits for a number', { user: { id: '123' } }, number('id', 1, 2), 'user.id'],
  ])(
    'is the column of the same name, also with %s',
    (_, payload, column, to = Object.keys(payload as object)[0]) => {
      expect(propose(payload, [column])).toMatchObject([[to, { value: { column: Object.keys(column)[0] } }]]);
    },
  );

  it('removes white space from the ends of the values, but not of free text', () => {
    const columns = [text('email', 'U1@Example.com ', 'u2@example.com'), text('note', 'any words ', 'b c')];
    const payload = { contact: { email: 'x@y.zz' }, note: 'more words' };
    expect(propose(payload, columns)).toMatchObject([
      ['contact.email', { value: { column: 'email', steps: ['trim'] }, sure: true }],
      ['note', { value: { kind: 'column', column: 'note' } }],
    ]);
    expect(propose(payload, columns)[1]?.[1]?.value).not.toHaveProperty('steps');
    expect(propose({ seats: 3 }, [text('seats', '5  ', '16 ')])).toMatchObject([
      ['seats', { value: { column: 'seats', steps: ['trim'], as: 'integer' } }],
    ]);
  });

  it('is unsure if two columns match equally', () => {
    const columns = [text('home_email', 'a@b.cc'), text('work_email', 'c@d.ee')];
    expect(propose({ email: 'x@y.zz' }, columns)).toMatchObject([['email', { sure: false }]]);
  });

  it('is unsure if another column differs in a word that the leaf lacks', () => {
    const columns = [text('warehouse_city', 'Rome', 'Bari'), text('office_city', 'Oslo', 'Bergen')];
    expect(propose({ city: 'Lima' }, columns)).toMatchObject([['city', { sure: false }]]);
  });

  it('is sure if the only other match is a key inside a json column', () => {
    const inside = { address: { city: 'Rome' } };
    const attributes = columnOf('jsonb')('attributes', inside, inside);
    expect(propose({ address: { town: 'Lima' } }, [text('city', 'Rome', 'Bari'), attributes])).toMatchObject([
      ['address.town', { value: { column: 'city' }, sure: true }],
    ]);
  });

  it('shares a column if both names match, but not between list entries', () => {
    const email = text('email', 'a@b.cc');
    expect(propose({ email: 'x@y.zz', user: { email: 'x@y.zz' } }, [email])).toMatchObject([
      ['email', { value: { column: 'email' } }],
      ['user.email', { shared: 'email' }],
    ]);
    expect(propose({ to: [{ email: 'x@y.zz' }, { email: 'v@w.zz' }] }, [email])[1]?.[1]).toBeUndefined();
  });

  it('is sure for two leaves with the name of the column, also without values to compare', () => {
    const payload = { email: '', contact: { email: '' } };
    expect(proposed(payload, [text('email', 'a@b.cc')])).toEqual({
      email: 'email',
      'contact.email': 'email',
    });
  });

  it('prefers a column with a similar name that no other leaf matches better', () => {
    const columns = [
      text('device_nm', 'kim-laptop', 'desk-12'),
      text('model_nm', 'MacBook Pro', 'iPhone 15'),
    ];
    const payload = { name: "Sam's laptop", model: 'ThinkPad X1' };
    expect(proposed(payload, columns, 'it.hw_inventory')).toEqual({ name: 'device_nm?', model: 'model_nm' });
  });

  it('is unsure if the column is only a synonym and matches another leaf', () => {
    const columns = [text('department', 'R&D', 'Sales')];
    expect(proposed({ department: 'Legal', division: 'North' }, columns)).toEqual({
      department: 'department',
      division: 'department?',
    });
  });

  it('needs less similarity if neither side has another choice', () => {
    const [email, other] = [text('invoice_email', 'a@b.cc'), text('notice_email', 'c@d.ee')];
    const payload = { contact: { email: 'x@y.zz' } };
    expect(propose(payload, [email])).toMatchObject([
      ['contact.email', { value: { column: 'invoice_email' } }],
    ]);
    expect(propose(payload, [email, other])).toMatchObject([['contact.email', { sure: false }]]);
  });

  it('is unsure if another leaf or column competes, even if that one is matched', () => {
    const columns = [text('install_country', 'DE', 'FR'), text('billing_country', 'US', 'DE')];
    const payload = { country: 'IT', billing: { country: 'IT' } };
    expect(proposed(payload, columns)).toMatchObject({ 'billing.country': 'billing_country' });
    expect(propose(payload, columns)[0]?.[1]?.sure).not.toBe(true);
    expect(proposed({ owner: 'Ann', manager: 'Bo' }, [text('account_manager', 'Cy', 'Di')])).toMatchObject({
      owner: 'account_manager?',
    });
  });

  it('is unsure if only a short value is equal', () => {
    const columns = [text('order_status', 'open', 'paid')];
    expect(proposed({ status: 'paid' }, columns)).toEqual({ status: 'order_status?' });
  });

  it('is the column of another leaf if no other column matches', () => {
    const columns = [text('city', 'Rome', 'Bari')];
    const payload = { city: 'Lima', consignee: { city: 'Oslo' } };
    expect(proposed(payload, columns)).toEqual({ city: 'city', 'consignee.city': 'city?' });
  });

  it('is the only remaining time, but not one of two', () => {
    const columns = [time('zqvx', '2024-06-01T10:00:00+00:00'), text('remark', 'a b', 'c d')];
    expect(proposed({ dueAt: '2024-05-01T10:00:00Z' }, columns)).toEqual({ dueAt: 'zqvx?' });
    expect(proposed({ dueAt: '2024-05-01T10:00:00Z', remindAt: '2024-05-01T10:00:00Z' }, columns)).toEqual({
      dueAt: undefined,
      remindAt: undefined,
    });
  });

  it('is the identifying column for an object id', () => {
    const columns = [text('zqvx', 'A-1', 'A-2'), text('remark', 'a b', 'c d')];
    expect(proposed({ objectId: '77' }, columns)).toEqual({ objectId: 'zqvx?' });
    expect(proposed({ templateId: '77' }, columns)).toEqual({ templateId: undefined });
  });

  it.each([
    ['times', columnOf('date')('zqvx', '2024-06-01', '2024-06-02')],
    ['times as text', text('zqvx', '2024-06-01', '2024-06-02')],
    ['prices', text('zqvx', '9.90', '12.00')],
    ['numbers with a fraction', number('zqvx', 9.9, 12)],
    ['values that repeat', number('zqvx', 7, 8, 7)],
    ['a NULL', number('zqvx', 7, 8, null)],
  ])('is not a column with %s for an id', (_, column) => {
    expect(proposed({ id: null }, [column])).toEqual({ id: undefined });
  });

  it('is for at most two leaves if only the values match', () => {
    const emails = [text('zqvx', 'a@b.cc', 'd@e.ff')];
    const payload = { contact: 'x@y.zz', sender: 'x@y.zz', reply: 'v@w.zz' };
    expect(propose(payload, emails)).toMatchObject([
      ['contact', { value: { column: 'zqvx' } }],
      ['sender', { value: { column: 'zqvx' }, shared: 'contact' }],
      ['reply', undefined],
    ]);
    const keys = [text('zqvx', 'A-1', 'A-2'), text('remark', 'a b', 'c d')];
    expect(proposed({ id: null, objectId: null }, keys)).toEqual({ id: 'zqvx?', objectId: undefined });
  });

  it('is not a column of another kind, whatever its values look like', () => {
    const columns = [text('email_hash', 'a@b.cc', 'd@e.ff')];
    expect(proposed({ contact: 'x@y.zz' }, columns)).toEqual({ contact: undefined });
  });

  it('is for the first text of a list if no column has lists', () => {
    const payload = { emails: ['x@y.zz'], tags: ['vip'] };
    const tags = columnOf('text[]')('tags', ['a'], ['b', 'c']);
    const columns = [text('email', 'a@b.cc', 'd@e.ff'), tags, text('tag', 'x', 'y')];
    expect(proposed(payload, columns)).toEqual({ 'emails[0]': 'email', tags: 'tags' });
    expect(proposed({ emails: ['x@y.zz', 'v@w.zz'] }, columns)).toEqual({ 'emails[0]': 'email' });
    expect(proposed({ emails: ['x@y.zz', 7] }, columns)).toEqual({ emails: undefined });
  });

  it('is for a list or for its item, depending on what is mapped', () => {
    const columns = [text('email', 'a@b.cc', 'd@e.ff')];
    const payload = { emails: ['x@y.zz'] };
    expect(proposed(payload, columns, undefined, new Set(['emails']))).toEqual({ emails: undefined });
    const lists = columnOf('text[]')('emails', ['a@b.cc'], []);
    expect(proposed(payload, [...columns, lists])).toEqual({ emails: 'emails' });
    expect(proposed(payload, [...columns, lists], undefined, new Set(['emails[0]']))).toEqual({
      'emails[0]': 'email',
    });
  });

  it('is missing for a list if the column of its first text is matched', () => {
    const columns = [text('country_code', 'DE', 'FR')];
    const [, codes] = propose({ country_code: 'AT', codes: ['IT'] }, columns);
    expect(codes).toEqual(['codes', undefined]);
  });

  it('is missing for a key that describes the type of the value beside it', () => {
    const columns = [text('contact_type', 'new', 'old'), text('email', 'a@b.cc')];
    const emails = [{ type: 'work', value: 'x@y.zz' }];
    expect(proposed({ contact: { emails } }, columns)).toEqual({
      'contact.emails[0].type': undefined,
      'contact.emails[0].value': 'email?',
    });
    const [type] = matchesFor({ contact: { emails } }, columns);
    expect(type?.near).toMatchObject([{ column: 'contact_type' }]);
  });

  it('is for a name beside an id and a number, but not in a pair of name and number', () => {
    const columns = [text('product_name', 'Nut', 'Bolt'), number('product_id', 1, 2)];
    const item = { id: 7, name: 'Widget', value: 9.9 };
    expect(proposed({ items: [item] }, columns, 'public.products')).toMatchObject({
      'items[0].id': 'product_id',
      'items[0].name': 'product_name',
    });
    const [name] = matchesFor({ items: [{ name: 'Widget', value: 9.9 }] }, columns, 'public.products');
    expect(name).not.toHaveProperty('proposal');
  });

  it('distinguishes ids by their prefix', () => {
    const columns = [
      number('pay_id', 1, 2),
      text('gateway_ref', 'ch_1a', 'ch_2b'),
      text('card_ref', 'pm_1a', 'pm_2b'),
    ];
    expect(propose({ id: 'ch_9z' }, columns, 'public.pays')).toMatchObject([
      ['id', { value: { column: 'gateway_ref' } }],
    ]);
  });

  it('is the primary key for an id that no name matches, wherever the column stands', () => {
    const columns = { ...text('title', 'A'), ...text('note'), ...text('zqw', 'K-7') };
    const idOf = (table: Omit<Table, 'relation'>) =>
      matchTable({ id: 'x-1' }, { relation: 'public.things', ...table })[0]?.proposal;
    expect(idOf({ columns })).toBeUndefined();
    expect(idOf({ columns, primaryKey: ['zqw'] })).toMatchObject({
      value: { column: 'zqw' },
      reason: 'the primary key',
      sure: false,
    });
    expect(idOf({ columns, primaryKey: ['title', 'zqw'] })).toBeUndefined();
  });

  it('ignores the common prefix of the columns', () => {
    const columns = ['zq_mail', 'zq_town', 'zq_zip'].map((name) => text(name));
    const found = propose({ email: 'a@b.cc', city: 'Rome', zip: '00118' }, columns);
    expect(found).toMatchObject([
      ['email', { value: { column: 'zq_mail' } }],
      ['city', { value: { column: 'zq_town' } }],
      ['zip', { value: { column: 'zq_zip' } }],
    ]);
  });

  it('has a reason', () => {
    const columns = [text('given_name', 'Ann'), text('zip', '10115'), text('plan', 'pro')];
    const reasons = propose({ firstName: 'Jo', zip: '10117', plan: 'pro' }, columns).map(
      ([, proposal]) => proposal,
    );
    expect(reasons).toMatchObject([
      { reason: 'first name ≈ given name' },
      { reason: 'same name' },
      { reason: 'same name, same value' },
    ]);
  });
});

/** The column or template proposed for each leaf, with a question mark if it is unsure. */
const proposed = (...args: Parameters<typeof matchesFor>) => {
  const found: Record<string, string | undefined> = {};
  for (const [to, proposal] of propose(...args)) {
    const { value, sure } = proposal ?? {};
    const from = value?.kind === 'template' ? value.template : value?.column;
    found[to] = from === undefined || sure ? from : `${from}?`;
  }
  return found;
};

describe('generic name', () => {
  it.each(['name', 'id', 'type', 'source', 'status', 'owner_id', 'title', 'state'])(
    '%s is unsure alone, and sure if its parent or the values match',
    (name) => {
      const columns = [text(name, 'first-1', 'other-2'), text('remark', 'a b', 'c d')];
      expect(proposed({ [name]: 'example-3' }, columns)).toEqual({ [name]: `${name}?` });
      expect(proposed({ [name]: 'other-2' }, columns)).toEqual({ [name]: name });
      expect(proposed({ ticket: { [name]: 'example-3' } }, columns, 'public.tickets')).toEqual({
        [`ticket.${name}`]: name,
      });
      expect(proposed({ plan: { [name]: 'example-3' } }, [text(`plan_${name}`, 'first-1')])).toEqual({
        [`plan.${name}`]: `plan_${name}`,
      });
    },
  );

  it('is unsure with one similar word, and sure with two', () => {
    expect(proposed({ severity: 'high' }, [text('priority', 'urgent', 'low')])).toEqual({
      severity: 'priority?',
    });
    expect(proposed({ pickupLocation: 'Hall 3' }, [text('collection_site', 'Dock 1', 'Dock 2')])).toEqual({
      pickupLocation: 'collection_site',
    });
  });

  it('is unsure if two similar words match one word of the column', () => {
    expect(proposed({ recipientRequesterCode: 'A-1' }, [text('member_no', 'B-2', 'C-3')])).not.toEqual({
      recipientRequesterCode: 'member_no',
    });
  });

  it('is unsure if the column is about something else, too', () => {
    const columns = [text('payment_status', 'paid', 'open')];
    expect(proposed({ ticket: { status: 'solved' } }, columns, 'public.tickets')).toEqual({
      'ticket.status': 'payment_status?',
    });
  });

  it('is unsure if only the ids of different things match', () => {
    expect(proposed({ contact: { zqvx_id: 9 } }, [number('contact_id', 1, 2)], 'public.contacts')).toEqual({
      'contact.zqvx_id': 'contact_id?',
    });
  });

  it('is unsure if the column is the number of a synonym', () => {
    expect(proposed({ plan: 'premium' }, [text('contract_number', 'A-1', 'B-2')])).toEqual({
      plan: 'contract_number?',
    });
    expect(proposed({ plan: 'premium' }, [text('contract', 'basic', 'pro')])).toEqual({ plan: 'contract' });
  });

  it('is unsure if the name ends with 2', () => {
    const columns = [text('office_phone', '+1 555 0100', '+1 555 0101')];
    expect(proposed({ phone2: '+1 555 0199' }, columns)).toEqual({ phone2: 'office_phone?' });
    expect(proposed({ phone: '+1 555 0199' }, columns)).toEqual({ phone: 'office_phone' });
  });

  it('is unsure if both names are compounds with different meanings', () => {
    expect(proposed({ total_price: '9.90' }, [text('purchase_price', '4.10', '3.00')])).not.toEqual({
      total_price: 'purchase_price',
    });
  });

  it('is unsure if the name contains the word after', () => {
    const columns = [time('closed_at', '2024-06-01T10:00:00+00:00')];
    expect(proposed({ closedAfter: '2024-05-01T10:00:00Z' }, columns)).not.toEqual({
      closedAfter: 'closed_at',
    });
  });

  it('is unsure if its parent names someone else', () => {
    const payload = { supplier: { email: 'x@y.zz' }, amount: 4 };
    expect(proposed(payload, [text('email', 'a@b.cc')])).toMatchObject({ 'supplier.email': 'email?' });
  });

  it('external_id is the id of the row, but not inside another object', () => {
    const columns = [number('shipment_id', 1, 2), text('carrier', 'A', 'B')];
    expect(proposed({ external_id: '77' }, columns, 'public.shipments')).toEqual({
      external_id: 'shipment_id',
    });
    expect(
      proposed({ driver: { external_id: '77' } }, columns, 'public.shipments')['driver.external_id'],
    ).not.toBe('shipment_id');
  });
});

describe('kinds of values', () => {
  it('distinguish origin and destination', () => {
    const columns = [text('SHPTO_CTRY', 'DE', 'US')];
    const payload = { address_from: { country: 'US' }, address_to: { country: 'US' } };
    expect(proposed(payload, columns)).toMatchObject({ 'address_to.country': 'SHPTO_CTRY' });
    const { address_from } = payload;
    expect(proposed({ address_from }, columns)['address_from.country']).not.toBe('SHPTO_CTRY');
    expect(proposed({ ship_from: address_from }, columns)['ship_from.country']).not.toBe('SHPTO_CTRY');
  });

  it('distinguish ids of different things', () => {
    const payload = { contact: { city: 'Bend', territory_id: 9 } };
    const columns = [number('customer_id', 1, 2), text('city', 'Salem')];
    expect(proposed(payload, columns)['contact.territory_id']).not.toBe('customer_id');
  });

  it('distinguish work and home', () => {
    const columns = [text('office_phone', '+1 555 0100'), text('home_phone', '+1 555 0101')];
    expect(proposed({ workPhone: '+1 555 0199', privatePhone: '+1 555 0198' }, columns)).toEqual({
      workPhone: 'office_phone',
      privatePhone: 'home_phone',
    });
    expect(proposed({ home_phone: '+1 555 0199' }, columns.slice(0, 1))).toEqual({ home_phone: undefined });
  });

  const uuids = ['5a0ec0f4-9d0a-4f28-8bd4-03d64c2ae8a1', 'b1c6b1e4-31c8-4aef-8d30-5b22d42a4a2e'];
  const sha = 'a'.repeat(64);
  it.each<[string, unknown, Table['columns']]>([
    ['an id and a count', { order_id: 7 }, number('order_count', 1, 2)],
    ['an id and a number of things', { order_id: 7 }, number('number_of_orders', 1, 2)],
    ['an id and a name', { plan_id: 'pro-1' }, text('plan_name', 'pro-2', 'pro-3')],
    ['a number and a UUID', { device_id: 7 }, text('device_id', ...uuids)],
    ['a UUID and a number', { device_id: uuids[0] }, number('device_id', 1, 2)],
    ['an amount in cents and an amount', { price_cents: 990 }, number('price', 9.9, 1.5)],
    ['an amount and an amount in cents', { price: 9.9 }, number('price_cents', 990, 150)],
    ['a hash and plain text', { email: sha }, text('email', 'a@b.cc', 'd@e.ff')],
    ['a hash by its name and plain text', { email_sha256: 'string' }, text('email', 'a@b.cc', 'd@e.ff')],
    ['a text and a number', { note: null }, number('note_average', 4, 5)],
    ['plain text and a hash', { email: 'a@b.cc' }, text('email', sha, 'b'.repeat(64))],
    ['a number and its last digits', { ssn: '123-45-6789' }, text('ssn_last4', '6789', '0012')],
  ])('distinguish %s', (_, payload, column) => {
    expect(Object.values(proposed(payload, [column]))).toEqual([undefined]);
  });
});

describe('words of other languages', () => {
  it.each([
    ['fecha_nacimiento', 'birth_date', '1990-01-02'],
    ['Straße', 'street', 'Any Road 1'],
    ['codigoPostal', 'zip', '28013'],
    ['kundennummer', 'customer_number', 'K-1'],
    ['date_naissance', 'birthday', '1990-01-02'],
    ['telefoonnummer', 'phone', '+31 20 555 0100'],
    ['indirizzo', 'address', 'Via Roma 1'],
    ['sobrenome', 'last_name', 'Silva'],
    ['fødselsdato', 'birth_date', '1990-01-02'],
    ['efternamn', 'last_name', 'Berg'],
    ['razon_social', 'company_name', 'Bolt'],
    ['logradouro', 'street', 'Rua Augusta'],
    ['rufname', 'nickname', 'Lena'],
    ['vorgesetzter', 'supervisor', 'Ada'],
    ['kostenstelle', 'cost_centre', '4100'],
    ['linkedin_url', 'linkedInUrl', 'https://linkedin.example/in/ada'],
  ])('%s matches %s', (column, leaf, value) => {
    expect(proposed({ [leaf]: value }, [text(column), text('xyzzy')])).toEqual({ [leaf]: column });
  });

  it('do not prevent a match if they are unknown', () => {
    const columns = [text('adres_email', 'a@b.cc', 'd@e.ff'), text('uwagi', 'Proszę dzwonić', 'brak')];
    expect(proposed({ email: 'x@y.zz' }, columns)).toEqual({ email: 'adres_email' });
  });

  it.each([
    ['contact', 'x@y.zz', ['a@b.cc', 'd@e.ff']],
    ['contact', '+15550100200', ['+48 600 555 010', '+48 600 555 011']],
    ['contact', 'https://x.example', ['https://a.example', 'https://b.example/c']],
  ])('match %s %s with the only column of such values', (leaf, value, cells) => {
    const columns = [text('skrzynka', ...cells), text('uwagi', 'Proszę dzwonić', 'brak')];
    expect(proposed({ [leaf]: value }, columns)).toEqual({ [leaf]: 'skrzynka?' });
    expect(proposed({ [leaf]: value }, [...columns, text('druga', ...cells)])).toEqual({ [leaf]: undefined });
  });

  it('do not match an email with a column of remarks that contains one email', () => {
    const columns = [text('uwagi', 'Proszę dzwonić', 'brak', 'a@b.cc')];
    expect(proposed({ contact: 'x@y.zz' }, columns)).toEqual({ contact: undefined });
  });

  it('match all leaves named currency with the only column of currency codes', () => {
    const columns = [text('zqvx', 'EUR', 'SEK'), text('uwagi', 'Proszę dzwonić', 'brak')];
    const payload = { price: { currency: 'USD' }, fee: { currency: 'USD' }, terminal: 'ABC' };
    expect(proposed(payload, columns)).toEqual({
      'price.currency': 'zqvx?',
      'fee.currency': 'zqvx?',
      terminal: undefined,
    });
  });

  it('are recognized in compounds and inflected forms', () => {
    const columns = [text('landskod', 'SE', 'NO'), text('clienti', 'A', 'B'), text('xyzzy')];
    expect(proposed({ country_code: 'DK', customer: 'C' }, columns)).toEqual({
      country_code: 'landskod',
      customer: 'clienti',
    });
    expect(proposed({ country_code: '46' }, columns)).not.toEqual({ country_code: 'landskod' });
  });

  it('may be abbreviated, which is unsure', () => {
    const columns = [text('asst_no', 'A-1', 'A-2'), text('compl_addr', 'Flat 1', 'Flat 2')];
    expect(proposed({ assetNumber: 'S-4', complement: 'Flat 3' }, columns, 'public.orders')).toEqual({
      assetNumber: 'asst_no?',
      complement: 'compl_addr?',
    });
  });

  it('identify a first name by the last name beside it', () => {
    const roles = [text('nome_contato', 'Ana', 'Rui'), text('sobrenome_contato', 'Silva', 'Costa')];
    expect(proposed({ first_name: 'Jo', last_name: 'Bo' }, roles)).toEqual({
      first_name: 'nome_contato',
      last_name: 'sobrenome_contato',
    });
    const columns = [text('nombre', 'Marta', 'Iván'), text('apellidos', 'Soler', 'Ruiz')];
    expect(proposed({ first_name: 'Jo', last_name: 'Bo' }, columns)).toEqual({
      first_name: 'nombre',
      last_name: 'apellidos',
    });
  });
});

describe('name among others', () => {
  it('is read like names with the same prefix', () => {
    const columns = [text('site_city', 'Salem'), text('site_state', 'OR')];
    expect(proposed({ city: 'Bend', region: 'WA' }, columns)).toMatchObject({ region: 'site_state' });
  });

  it('st is a state beside a city', () => {
    const columns = [text('bill_cty', 'Salem'), text('bill_st', 'OR'), text('bill_zip', '97301')];
    expect(proposed({ billing: { city: 'Bend', state: 'WA' } }, columns)).toMatchObject({
      'billing.state': 'bill_st',
    });
  });

  it('is a house number beside a street', () => {
    expect(
      proposed({ street: 'Elm Road', number: '4' }, [
        text('case_no', '7', '8'),
        text('house_number', '1', '2'),
      ]),
    ).toMatchObject({ number: 'house_number' });
  });

  const german = [text('vorname', 'Anna', 'Bo'), text('name', 'Schmidt', 'von Thun')];
  const account = (...names: string[]) => [text('name', ...names), text('First Name', 'Ann', 'Bo')];
  it.each([
    ['beside a first name', german, { last_name: 'Doe' }, { last_name: 'name' }],
    ['on both sides', german, { vorname: 'Jo', name: 'Doe' }, { vorname: 'vorname', name: 'name' }],
    ['and not the full name', german, { name: 'Jane Doe' }, { name: '{vorname} {name}?' }],
  ])('is a last name: %s', (_, columns, payload, expected) => {
    expect(proposed(payload, columns)).toEqual(expected);
  });

  it.each([
    ['its values are something else', account('Acct 1', 'Acct 2'), { last_name: 'Doe' }, {}],
    ['there are no values', account(), { last_name: 'Doe' }, { last_name: 'name?' }],
    [
      'a leaf has the same name',
      account('Globex', 'Acme'),
      { last_name: 'Doe', name: 'Bolt' },
      { last_name: 'name?', name: 'First Name?' },
    ],
    [
      'a leaf beside all parts has the same name',
      account('Globex', 'Acme'),
      { first_name: 'Jane', last_name: 'Doe', name: null, email: 'x@y.zz' },
      { first_name: 'First Name', last_name: 'name?', name: '{First Name} {name}?' },
    ],
    [
      'a column has the name of the leaf',
      account('Acct 1', 'Acct 2'),
      { lastname: 'Doe', name: 'Jane' },
      { name: 'First Name?' },
    ],
    [
      'the example is a full name',
      account('Acct 1', 'Acct 2'),
      { contact: { lastname: 'Doe', name: 'Jane Doe' } },
      { 'contact.name': 'name?' },
    ],
  ])('is not surely a part of a name if %s', (_, columns, payload, expected) => {
    expect(proposed(payload, columns)).toMatchObject(expected);
    expect(Object.values(proposed(payload, columns))).not.toContain('name');
  });

  it('has what it is taken for as its reason', () => {
    expect(propose({ last_name: 'Doe' }, german)).toMatchObject([
      ['last_name', { reason: 'name read as last name' }],
    ]);
  });

  it('is ignored if its parent describes the value', () => {
    const columns = [text('phone', '+1 503 555 0142', '+1 503 555 0188')];
    expect(proposed({ workPhone: { asWritten: '+1 415 555 0100' }, a: 1, b: 2 }, columns)).toMatchObject({
      'workPhone.asWritten': 'phone',
    });
  });
});

describe('value of several columns', () => {
  const names = [text('first_name', 'Ann'), text('last_name', 'Lee')];
  const street = [text('strasse', 'Lindenallee'), text('hausnummer', '12a')];
  it('is proposed as a template', () => {
    expect(proposed({ name: 'Jenny Rosen' }, names)).toEqual({ name: '{first_name} {last_name}?' });
    expect(proposed({ street: 'Main Street 4' }, street)).toEqual({ street: '{strasse} {hausnummer}?' });
    expect(proposed({ address: { line1: '4 Main Street' } }, street)).toEqual({
      'address.line1': '{strasse} {hausnummer}?',
    });
  });

  it('belongs to the person that contains it', () => {
    const columns = [text('contact_first', 'Ann'), text('contact_last', 'Lee'), text('company', 'Acme')];
    expect(
      proposed({ person: { name: 'Jo Bo' }, organization: { name: 'Bolt Inc' } }, columns),
    ).toMatchObject({
      'person.name': '{contact_first} {contact_last}?',
      'organization.name': 'company',
    });
  });

  it('is proposed for people, but not for things', () => {
    const columns = [text('contact_first', 'Ann'), text('contact_last', 'Lee')];
    expect(proposed({ deal: { name: 'Big Deal' }, a: 1, b: 2 }, columns, 'public.deals')).toMatchObject({
      'deal.name': undefined,
    });
    expect(proposed({ guest: { name: 'Jo Bo' }, a: 1, b: 2 }, columns, 'public.deals')).toMatchObject({
      'guest.name': '{contact_first} {contact_last}?',
    });
  });

  it('is not proposed if the receiver has the parts, or the row has the whole', () => {
    expect(proposed({ street: 'Main Street 4', house_number: '4' }, street)).toEqual({
      street: 'strasse',
      house_number: 'hausnummer',
    });
    expect(proposed({ full_name: 'Jo Bo' }, [...names, text('display_name', 'Ann Lee')])).toEqual({
      full_name: 'display_name',
    });
  });
});

describe('names around a leaf', () => {
  it('are ignored if they wrap the payload', () => {
    const columns = [text('email', 'a@b.cc'), text('city', 'Rome')];
    const person = { email: 'x@y.zz', city: 'Oslo' };
    for (const payload of [{ items: [person] }, { data: person }, { records: [{ fields: person }] }])
      expect(Object.values(proposed(payload, columns))).toEqual(['email', 'city']);
  });

  it('with numbers at the end are treated as list entries', () => {
    expect(proposed({ email1: 'x@y.zz', email_2: 'v@w.zz' }, [text('email', 'a@b.cc')])).toEqual({
      email1: 'email',
      email_2: undefined,
    });
  });

  it('are counted once, and stage_name matches deal_stage', () => {
    expect(proposed({ device: { device_model: 'X' } }, [text('model', 'Y')], 'public.devices')).toEqual({
      'device.device_model': 'model',
    });
    expect(proposed({ stage_name: 'won' }, [text('deal_stage', 'open')], 'public.deals')).toMatchObject({
      stage_name: expect.stringMatching(/^deal_stage/) as string,
    });
  });

  it('are the keys in a list of keys and values', () => {
    const columns = [text('tier', 'pro', 'basic'), number('seat_count', 4, 5)];
    const custom = [
      { key: 'tier', value: 'trial' },
      { key: 'seats', value: 9 },
    ];
    expect(proposed({ custom }, columns)).toMatchObject({
      'custom[0].value': 'tier',
      'custom[1].value': 'seat_count',
    });
  });
});
