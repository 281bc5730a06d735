import type { SampleRequest } from '@rowhook/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { mock, Refusal } from '../../testing/mocks';
import { openRelation, payload, savedMapping } from '../../testing/render-app';
import { server } from '../../testing/server';

async function addFilter(user: UserEvent, column: string, value: string) {
  await user.click(screen.getByRole('button', { name: 'Add filter' }));
  await user.selectOptions(screen.getByRole('combobox', { name: 'Column' }), column);
  await user.type(screen.getByRole('textbox', { name: 'Value' }), `${value}{Enter}`);
}

function describedBy(element: HTMLElement): string | null | undefined {
  return document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent;
}

describe('filter', () => {
  it('selects the rows and is saved, but is not in the URL', async () => {
    const user = await openRelation('orders');
    expect(await screen.findByText(/^10 of ≈ 1\.2 M rows · sampled/)).toBeTruthy();
    await addFilter(user, 'billing_city', 'Paris');
    const filter = screen.getByRole('group', { name: 'Filter' });
    expect(within(filter).getByText('billing_city is Paris')).toBeTruthy();
    await waitFor(() => expect(screen.queryByText('Row 1 of 10')).toBeNull());
    await waitFor(() => expect(payload().textContent).toContain('"billing_city": "Paris"'));
    expect(screen.getByText(/^\d+ rows? · sampled/)).toBeTruthy();
    expect(window.location.search).toBe('?schema=public&relation=orders');
    expect(await savedMapping(user)).toMatchObject({
      relation: { schema: 'public', name: 'orders' },
      where: [{ column: 'billing_city', is: '=', value: 'Paris' }],
    });
    await user.click(screen.getByRole('button', { name: 'Remove filter: billing_city is Paris' }));
    await screen.findByText('Row 1 of 10');
    expect(await savedMapping(user)).not.toHaveProperty('where');
  });

  it('without matching rows shows a message that can remove it', async () => {
    const user = await openRelation('orders');
    await addFilter(user, 'billing_city', 'Nowhere');
    expect(await screen.findByText('No row of public.orders matches the filter.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Remove the filter' }));
    await screen.findByText('Row 1 of 10');
    expect(screen.queryByText('billing_city is Nowhere')).toBeNull();
  });

  it('sends numbers as numbers, and can be edited', async () => {
    const user = await openRelation('orders');
    await addFilter(user, 'id', '3');
    await user.click(screen.getByRole('button', { name: 'id is 3' }));
    const value = screen.getByRole('textbox', { name: 'Value' });
    expect(value).toHaveProperty('value', '3');
    await user.clear(value);
    await user.type(value, '4{Enter}');
    await waitFor(() => expect(payload().textContent).toContain('"id": 4'));
    expect(await savedMapping(user)).toMatchObject({ where: [{ column: 'id', is: '=', value: 4 }] });
  });

  it('comes back by undo after a condition was removed', async () => {
    const user = await openRelation('orders');
    await addFilter(user, 'billing_city', 'Paris');
    await user.click(screen.getByRole('button', { name: 'Remove filter: billing_city is Paris' }));
    expect(screen.queryByText('billing_city is Paris')).toBeNull();
    await user.keyboard('{Control>}z{/Control}');
    expect(screen.getByText('billing_city is Paris')).toBeTruthy();
    await waitFor(() => expect(payload().textContent).toContain('"billing_city": "Paris"'));
    await user.click(screen.getByRole('button', { name: 'Undo: add filter' }));
    expect(screen.queryByText('billing_city is Paris')).toBeNull();
  });

  it('shows an error at its value, in the form and then at its chip', async () => {
    const message = 'Postgres cannot read this as bigint, the type of id.';
    const refuse = ({ body }: { body: SampleRequest }) => {
      if (body.where?.[0]?.value !== 'x') throw new Refusal('internal');
      const errors = [{ pointer: '/where/0/value', code: 'value_invalid', message }];
      throw new Refusal('source_invalid', { errors });
    };
    const user = await openRelation('orders');
    await screen.findByText('Row 1 of 10');
    server.use(mock('takeSample', refuse));
    await addFilter(user, 'id', 'x');
    const value = await screen.findByRole('textbox', { name: 'Value' });
    expect(document.activeElement).toBe(value);
    expect(value).toHaveProperty('value', 'x');
    expect(value.getAttribute('aria-invalid')).toBe('true');
    expect(describedBy(value)).toBe(message);
    expect(screen.queryByText(/cannot be read like this/)).toBeNull();
    await user.keyboard('{Escape}');
    const chip = screen.getByRole('button', { name: 'id is x' });
    expect(chip.parentElement?.dataset['invalid']).toBe('true');
    expect(describedBy(chip)).toBe(message);
    expect(screen.getByRole('alert').textContent).toBe(message);
    expect(screen.getByText('Outdated: the source changed')).toBeTruthy();
    await savedMapping(user);
    expect(screen.getByText(/^Fix before exporting: id is x: Postgres cannot/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: '1 issue' }));
    expect(describedBy(screen.getByRole('textbox', { name: 'Value' }))).toBe(message);
    server.resetHandlers();
    await user.keyboard('{Backspace}3');
    expect(screen.queryByText(message)).toBeNull();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(payload().textContent).toContain('"id": 3'));
    expect(screen.queryByRole('form')).toBeNull();
    expect(screen.getByText('No issues')).toBeTruthy();
  });

  it('shows an error at its value also while the table is chosen', async () => {
    const message = 'Postgres cannot read this as bigint, the type of id.';
    const user = await openRelation('orders');
    await user.click(screen.getByRole('button', { name: /^Source/ }));
    await screen.findByRole('region', { name: 'Picked: public.orders' });
    const errors = [{ pointer: '/where/0/value/1', code: 'value_invalid', message }];
    server.use(
      mock('describeSource', () => {
        throw new Refusal('source_invalid', { errors });
      }),
    );
    await user.click(screen.getByRole('button', { name: 'Add filter' }));
    await user.selectOptions(screen.getByRole('combobox', { name: 'Condition' }), 'is one of');
    await user.type(screen.getByRole('textbox', { name: 'Value' }), '1{Enter}x');
    await user.click(screen.getByRole('button', { name: 'Apply filter' }));
    const value = await screen.findByRole('textbox', { name: 'Value' });
    await waitFor(() => expect(value.getAttribute('aria-describedby')).toContain(' '));
    expect(screen.getByRole('form').textContent).toContain(`Value 2: ${message}`);
  });

  it('is read from an opened mapping', async () => {
    const user = await openRelation('orders');
    const document = {
      version: 1,
      relation: { schema: 'public', name: 'orders' },
      where: [{ column: 'id', is: '=', value: 2 }],
      fields: [{ to: 'order', column: 'id' }],
    };
    await user.upload(
      screen.getByLabelText('Mapping file'),
      new File([JSON.stringify(document)], 'mapping.json', { type: 'application/json' }),
    );
    expect(await screen.findByText('id is 2')).toBeTruthy();
    await waitFor(() => expect(payload().textContent).toContain('"order": 2'));
    await user.click(await screen.findByRole('button', { name: 'Export command' }));
    const dialog = await screen.findByRole('dialog');
    expect(dialog.textContent).toContain('"where": [{"column":"id","is":"=","value":2}]');
  });
});

describe('Find a row', () => {
  it('shows the row, and can return to the first rows', async () => {
    const user = await openRelation('orders');
    await screen.findByText('Row 1 of 10');
    await user.click(screen.getByRole('button', { name: 'Find a row' }));
    expect(screen.getByRole('combobox', { name: 'Column' })).toHaveProperty('value', '["id"]');
    await user.type(screen.getByRole('textbox', { name: 'Value' }), '17{Enter}');
    await waitFor(() => expect(payload().textContent).toContain('"id": 17'));
    expect(screen.getByText('Row 1 of 1')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'id is 17' }));
    expect(window.location.search).toBe('?schema=public&relation=orders');
    await user.click(screen.getByRole('button', { name: 'Show the first rows' }));
    await screen.findByText('Row 1 of 10');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Find a row' }));
  });

  it('shows an error at the value', async () => {
    const message = 'Postgres cannot read this as bigint, the type of id.';
    const user = await openRelation('orders');
    await screen.findByText('Row 1 of 10');
    const errors = [{ pointer: '/rows/pick/where/0/value', code: 'value_invalid', message }];
    server.use(
      mock('takeSample', () => {
        throw new Refusal('source_invalid', { errors });
      }),
    );
    await user.click(screen.getByRole('button', { name: 'Find a row' }));
    await user.type(screen.getByRole('textbox', { name: 'Value' }), 'x{Enter}');
    const value = await screen.findByRole('textbox', { name: 'Value' });
    expect(document.activeElement).toBe(value);
    expect(describedBy(value)).toBe(message);
    await user.keyboard('{Escape}');
    expect(describedBy(screen.getByRole('button', { name: 'id is x' }))).toBe(message);
  });

  it('replaces the form of the filter', async () => {
    const user = await openRelation('orders');
    await user.click(await screen.findByRole('button', { name: 'Add filter' }));
    await user.click(screen.getByRole('button', { name: 'Find a row' }));
    expect(screen.getAllByRole('form').map((form) => form.getAttribute('aria-label'))).toEqual(['Find']);
    await user.click(screen.getByRole('button', { name: 'Add filter' }));
    expect(screen.getAllByRole('form')).toHaveLength(1);
  });

  it('reports that no row was found, and stores no values', async () => {
    const user = await openRelation('orders');
    await user.click(await screen.findByRole('button', { name: 'Find a row' }));
    await user.type(screen.getByRole('textbox', { name: 'Value' }), '40404040{Enter}');
    expect(await screen.findByText('No such row was found.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Remove the filter' })).toBeNull();
    window.dispatchEvent(new Event('pagehide'));
    const stored = [localStorage, sessionStorage].flatMap((storage) => Object.entries(storage));
    expect(stored.length).toBeGreaterThan(0);
    expect(JSON.stringify(stored)).not.toContain('40404040');
  });

  it('can search without the filter', async () => {
    const user = await openRelation('orders');
    await addFilter(user, 'billing_city', 'Nowhere');
    await user.click(await screen.findByRole('button', { name: 'Find a row' }));
    await user.type(screen.getByRole('textbox', { name: 'Value' }), '17{Enter}');
    expect(await screen.findByText('No such row matches the filter: billing_city is Nowhere.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Remove the filter' }));
    await waitFor(() => expect(payload().textContent).toContain('"id": 17'));
    expect(screen.queryByText('billing_city is Nowhere')).toBeNull();
  });
});
