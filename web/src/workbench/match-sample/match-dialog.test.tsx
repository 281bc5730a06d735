import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { fill, openRelation, path } from '../../testing/render-app';
import { renderPane, undo, valueAt } from '../../testing/render-pane';

const SAMPLE = {
  type: 'contact',
  contact: {
    givenName: 'Jane',
    surname: 'Doe',
    mail: 'jane@example.com',
    address: { zip: '02141' },
    age: 34,
  },
};

/** The value of a field that always sends this text. */
const CONTACT = { kind: 'constant', constant: { kind: 'text', text: 'contact' } };

const shownDialog = async () => {
  const { user, store, receiver } = renderPane('customers');
  return { user, store, receiver, ...(await openDialog(user)) };
};
const openDialog = async (user: UserEvent) => {
  await user.click(screen.getByRole('button', { name: 'Match a sample' }));
  const dialog = await screen.findByRole('dialog', { name: 'Match a sample' });
  return { dialog, field: within(dialog).getByLabelText('JSON that the receiver expects') };
};
const paste = (field: HTMLElement, sample: unknown) =>
  fill(field, typeof sample === 'string' ? sample : JSON.stringify(sample));
const paths = () =>
  screen.getAllByRole<HTMLInputElement>('combobox', { name: /^Field path for/ }).map(({ value }) => value);

describe('MatchDialog', () => {
  it('proposes fields, changes nothing before Apply, and is one undo step', async () => {
    const { user, store, dialog, field } = await shownDialog();
    const before = paths();
    paste(field, SAMPLE);
    const first = await within(dialog).findByRole('combobox', { name: 'Column for contact.givenName' });
    expect(first).toHaveProperty('value', '{"kind":"column","column":"first_name"}');
    expect(document.getElementById(first.getAttribute('aria-describedby') ?? '')?.textContent).toBe(
      'given name ≈ first namemoves from first_name',
    );
    expect(within(dialog).getByRole('checkbox', { name: 'Fill contact.age' })).toHaveProperty(
      'disabled',
      true,
    );
    expect(paths()).toEqual(before);
    await user.click(within(dialog).getByRole('button', { name: 'Apply 4 fields' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(paths().slice(0, 4)).toEqual([
      'contact.givenName',
      'contact.surname',
      'contact.mail',
      'contact.address.zip',
    ]);
    expect(valueAt(store, 'contact.address.zip')).toMatchObject({ column: 'attributes', at: '/address/zip' });
    undo(store, 'match the sample, 4 fields');
    expect(paths()).toEqual(before);
  });

  it('keeps a mapped column if it has no proposal', async () => {
    const { user } = renderPane('customers');
    fill(path('first_name'), 'contact.age');
    const { dialog, field } = await openDialog(user);
    paste(field, { contact: { age: 34 } });
    const column = await within(dialog).findByRole('combobox', { name: 'Column for contact.age' });
    expect(column).toHaveProperty('value', '{"kind":"column","column":"first_name"}');
    expect(document.getElementById(column.getAttribute('aria-describedby') ?? '')?.textContent).toBe(
      'chosen by youunchanged',
    );
  });

  it('keeps a column that is mapped to a whole list', async () => {
    const { user } = renderPane('customers');
    fill(path('first_name'), 'emails');
    const { dialog, field } = await openDialog(user);
    paste(field, { emails: ['a@b.cc'] });
    const column = await within(dialog).findByRole('combobox', { name: 'Column for emails' });
    expect(column).toHaveProperty('value', '{"kind":"column","column":"first_name"}');
    expect(within(dialog).queryByText(/new conflict/)).toBeNull();
  });

  it('offers the value of the sample if no column matches', async () => {
    const { user, store, dialog, field } = await shownDialog();
    paste(field, { type: 'contact' });
    const type = await within(dialog).findByRole('combobox', { name: 'Column for type' });
    await user.click(within(dialog).getByRole('button', { name: 'Use this value for type' }));
    expect(document.activeElement).toBe(type);
    expect(type).toHaveProperty('value', '{"kind":"fixed"}');
    await user.click(within(dialog).getByRole('button', { name: 'Apply 1 field' }));
    expect(valueAt(store, 'type')).toEqual(CONTACT);
  });

  it('applies selected columns and fixed values, and omits unticked fields', async () => {
    const { user, store, dialog, field } = await shownDialog();
    paste(field, SAMPLE);
    const select = (to: string) => within(dialog).findByRole('combobox', { name: `Column for ${to}` });
    const type = await select('type');
    fireEvent.focus(type);
    await user.selectOptions(type, 'Fixed: "contact"');
    const age = await select('contact.age');
    fireEvent.focus(age);
    await user.selectOptions(age, '{"kind":"column","column":"id"}');
    await user.click(within(dialog).getByRole('checkbox', { name: 'Fill contact.surname' }));
    await user.click(within(dialog).getByRole('button', { name: 'Apply 5 fields' }));
    expect(paths().slice(0, 5)).toEqual([
      'type',
      'contact.givenName',
      'contact.mail',
      'contact.address.zip',
      'contact.age',
    ]);
    expect(paths()).toContain('last_name');
    expect(valueAt(store, 'type')).toEqual(CONTACT);
  });

  it('applies an unsure proposal after one click', async () => {
    const { user, dialog, field } = await shownDialog();
    paste(field, { supplier: { email: 'jane@example.com' }, amount: 4 });
    const tick = await within(dialog).findByRole('checkbox', { name: 'Fill supplier.email' });
    expect(tick).toHaveProperty('checked', false);
    const why = document.getElementById(tick.getAttribute('aria-describedby') ?? '');
    expect(why?.textContent).toBe('unsure: same name, looks like e-mail');
    await user.click(tick);
    await user.click(within(dialog).getByRole('button', { name: 'Apply 1 field' }));
    expect(paths()).toContain('supplier.email');
  });

  it('counts all new conflicts, including those of new fields', async () => {
    const { user, dialog, field } = await shownDialog();
    const list = [{ swatch: 'S' }, { swatch: 'M' }];
    paste(field, { one: list, two: list });
    for (const to of ['one[1].swatch', 'two[1].swatch'])
      await user.click(await within(dialog).findByRole('button', { name: `Use this value for ${to}` }));
    expect(within(dialog).getByText('This causes 2 new conflicts')).toBeTruthy();
  });

  it('shows the error of the text', async () => {
    const { dialog, field } = await shownDialog();
    paste(field, '{"a": 1,}');
    expect(await within(dialog).findByText('Not JSON yet: line 1, column 9.')).toBeTruthy();
    expect(field.getAttribute('aria-invalid')).toBe('true');
    paste(field, 'curl https://hooks.example');
    expect(await within(dialog).findByText('This command has no body.')).toBeTruthy();
    expect(within(dialog).getByRole('button', { name: 'Apply' })).toHaveProperty('disabled', true);
  });

  it('keeps other fields unless Remove is selected, and previews the payload', async () => {
    const { user, dialog, field } = await shownDialog();
    const before = paths();
    paste(field, { contact: { mail: 'a@b.cc' } });
    const result = await within(dialog).findByRole('region', { name: 'Payload of the first row' });
    await waitFor(() => expect(result.textContent).toMatch(/"contact": \{\s*"mail": ".*"id":/s));
    const others = within(dialog).getByRole('combobox', { name: /^\d+ other fields/ });
    expect(others).toHaveProperty('value', 'keep');
    await user.selectOptions(others, 'Remove');
    await waitFor(() => expect(result.textContent).not.toContain('"id"'));
    expect(result.textContent).toContain('"mail"');
    await user.selectOptions(others, 'Keep');
    await user.click(within(dialog).getByRole('button', { name: 'Apply 1 field' }));
    expect(paths()).toEqual(['contact.mail', ...before.filter((path) => path !== 'email')]);
  });

  it('offers examples, and applies their constants with one click', async () => {
    const { user, dialog } = await shownDialog();
    const examples = within(dialog).getByRole('group', { name: 'Start with an example' });
    expect(
      within(examples)
        .getAllByRole('button')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'Contact',
      'Profile event',
      'Ticket',
      'Customer',
      'Standard Webhooks envelope',
      'CloudEvents envelope',
    ]);
    await user.click(within(examples).getByRole('button', { name: 'CloudEvents envelope' }));
    const version = await within(dialog).findByRole('combobox', { name: 'Column for specversion' });
    await user.click(within(dialog).getByRole('button', { name: /^Use the example’s value for \d+ fields/ }));
    expect(version).toHaveProperty('value', '{"kind":"fixed"}');
    expect(within(dialog).getByRole('combobox', { name: 'Column for datacontenttype' })).toHaveProperty(
      'value',
      '{"kind":"fixed"}',
    );
    // The time of the example is not a constant.
    expect(within(dialog).getByRole('combobox', { name: 'Column for time' })).not.toHaveProperty(
      'value',
      '{"kind":"fixed"}',
    );
  });

  it('proposes a full name as a template, unticked', async () => {
    const { user, store, dialog, field } = await shownDialog();
    paste(field, { contact: { name: 'Jane Doe', email: 'a@b.cc' } });
    const name = await within(dialog).findByRole('combobox', { name: 'Column for contact.name' });
    expect(name).toHaveProperty('value', '{"kind":"template","template":"{first_name} {last_name}"}');
    const tick = within(dialog).getByRole('checkbox', { name: 'Fill contact.name' });
    expect(tick).toHaveProperty('checked', false);
    await user.click(tick);
    await user.click(within(dialog).getByRole('button', { name: 'Apply 2 fields' }));
    expect(valueAt(store, 'contact.name')).toMatchObject({ template: '{first_name} {last_name}' });
  });

  it('reads a cURL command: body as sample, URL as webhook URL', async () => {
    const { user, receiver, dialog, field } = await shownDialog();
    paste(field, `curl https://hooks.example/in -H 'X-Api-Key: k' --json '{"contact": {"email": "a@b.cc"}}'`);
    const headers = await within(dialog).findByRole('list', { name: 'Headers of the command' });
    expect(headers.textContent).toBe('X-Api-Key: k');
    await user.click(await within(dialog).findByRole('button', { name: 'Apply 1 field' }));
    expect(receiver.url.get()).toBe('https://hooks.example/in');
  });

  it('reads a schema of an OpenAPI document, which has no values to send', async () => {
    const { user, dialog, field } = await shownDialog();
    const Person = {
      type: 'object',
      properties: { email: { type: 'string', format: 'email' }, vip: { type: 'boolean' } },
    };
    const Level = { type: 'object', properties: { level: { type: 'string' } } };
    paste(field, { openapi: '3.1.0', components: { schemas: { Level, Person } } });
    await user.selectOptions(await within(dialog).findByRole('combobox', { name: 'Schema' }), 'Person');
    const email = await within(dialog).findByRole('combobox', { name: 'Column for email' });
    expect(email).toHaveProperty('value', '{"kind":"column","column":"email"}');
    expect(within(dialog).queryByRole('button', { name: 'Use this value for vip' })).toBeNull();
    await user.click(within(dialog).getByRole('button', { name: 'Save as target' }));
    const target = await screen.findByRole('region', { name: 'Target' });
    expect(within(target).getByRole('status').textContent).toContain('of 2 filled');
  });
});

describe('a JSON Schema', () => {
  const schema = JSON.stringify({
    title: 'Contact',
    type: 'object',
    properties: { email: { type: 'string' } },
  });
  const useSchema = (dialog: HTMLElement) =>
    within(dialog).queryByRole('checkbox', { name: 'Use as the receiver’s schema, too' });

  it.each([true, false])('becomes the receiver’s schema if this is ticked: %s', async (isTicked) => {
    const { user, receiver, dialog, field } = await shownDialog();
    paste(field, { email: 'a@b.cc' });
    await within(dialog).findByRole('checkbox', { name: 'Fill email' });
    expect(useSchema(dialog)).toBeNull();
    paste(field, schema);
    await waitFor(() => expect(useSchema(dialog)).toHaveProperty('checked', false));
    const tick = useSchema(dialog);
    if (isTicked && tick !== null) await user.click(tick);
    expect(receiver.schema.get()).toBeUndefined();
    await user.click(within(dialog).getByRole('button', { name: 'Save as target' }));
    expect(receiver.schema.get()).toEqual(isTicked ? { text: schema, name: 'Contact' } : undefined);
  });
});

describe('a closed dialog', () => {
  const tick = (dialog: HTMLElement, to: string) =>
    within(dialog).findByRole<HTMLInputElement>('checkbox', { name: `Fill ${to}` });

  it('keeps its text and the choices', async () => {
    const { user, dialog, field } = await shownDialog();
    paste(field, SAMPLE);
    await user.click(await tick(dialog, 'contact.surname'));
    await user.click(within(dialog).getByRole('button', { name: 'Use this value for type' }));
    await user.selectOptions(within(dialog).getByRole('combobox', { name: /other fields/ }), 'Remove');
    await user.click(within(dialog).getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    const again = await openDialog(user);
    expect(again.field).toHaveProperty('value', JSON.stringify(SAMPLE));
    expect(await tick(again.dialog, 'contact.surname')).toHaveProperty('checked', false);
    expect(await tick(again.dialog, 'type')).toHaveProperty('checked', true);
    expect(within(again.dialog).getByRole('combobox', { name: /other fields/ })).toHaveProperty(
      'value',
      'remove',
    );
  });

  it('keeps no choices that were applied', async () => {
    const { user, store, dialog, field } = await shownDialog();
    paste(field, { contact: { mail: 'a@b.cc' }, type: 'contact' });
    await user.click(await within(dialog).findByRole('button', { name: 'Use this value for type' }));
    await user.click(within(dialog).getByRole('button', { name: 'Apply 2 fields' }));
    undo(store, 'match the sample, 2 fields');
    const again = await openDialog(user);
    expect(await tick(again.dialog, 'type')).toHaveProperty('checked', false);
  });

  it('drops a chosen column that the table no longer has', async () => {
    const { user, store, dialog, field } = await shownDialog();
    paste(field, { contact: { age: 34 } });
    const age = await within(dialog).findByRole('combobox', { name: 'Column for contact.age' });
    fireEvent.focus(age);
    await user.selectOptions(age, '{"kind":"column","column":"id"}');
    await user.click(within(dialog).getByRole('button', { name: 'Close' }));
    act(() => store.setColumns([...store.get().columns.values()].filter(({ name }) => name !== 'id')));
    const again = await openDialog(user);
    expect(
      await within(again.dialog).findByRole('combobox', { name: 'Column for contact.age' }),
    ).toHaveProperty('value', '{"kind":"none"}');
  });
});

describe('target', () => {
  it('lists filled and missing fields and wrong types, and links to them', async () => {
    const { user, dialog, field } = await shownDialog();
    paste(field, { contact: { email: 'a@b.cc', age: 34 }, vip: true });
    await user.click(await within(dialog).findByRole('button', { name: 'Apply 1 field' }));
    const target = await screen.findByRole('region', { name: 'Target' });
    expect(within(target).getByRole('status').textContent).toBe(
      'Target: 1 of 3 filledcontact.age missingvip missing',
    );
    await user.click(within(target).getByRole('button', { name: 'Details' }));
    await user.click(within(target).getByRole('button', { name: 'Add vip' }));
    fill(await screen.findByRole('combobox', { name: 'Column' }), 'phone');
    await waitFor(() => expect(within(target).getByRole('status').textContent).toContain('vip is text'));
    await user.click(within(target).getByRole('button', { name: 'Go to contact.email' }));
    await waitFor(() => expect(document.activeElement).toHaveProperty('value', 'contact.email'));
    await user.click(within(target).getByRole('button', { name: 'Remove the target' }));
    expect(screen.queryByRole('region', { name: 'Target' })).toBeNull();
    expect(document.activeElement).toBe(screen.getByTitle('Match a sample'));
  });

  it('is stored as paths and types, without values', async () => {
    const user = await openRelation('customers');
    const { dialog, field } = await openDialog(user);
    paste(field, { contact: { email: 'someone.secret@example.com', age: 34 } });
    await user.click(await within(dialog).findByRole('button', { name: 'Save as target' }));
    await screen.findByRole('region', { name: 'Target' });
    const key = Object.keys(localStorage).find((each) => each.startsWith('rowhook.target '));
    const stored = localStorage.getItem(key ?? '');
    expect(JSON.parse(stored ?? '')).toEqual([
      [['contact', 'email'], 'string'],
      [['contact', 'age'], 'number'],
    ]);
    expect(JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage)])).not.toContain(
      'secret',
    );
  });

  it('keeps its example for editing', async () => {
    const { user, dialog, field } = await shownDialog();
    paste(field, { mail: 'jane@example.com' });
    await user.click(await within(dialog).findByRole('button', { name: 'Save as target' }));
    const again = await openDialog(user);
    expect(again.field).toHaveProperty('value', '{"mail":"jane@example.com"}');
  });
});
