import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { mock, Refusal } from '../../testing/mocks';
import { openRelation, payload } from '../../testing/render-app';
import { server } from '../../testing/server';

async function addFilter(user: UserEvent, column: string, value: string) {
  await user.click(screen.getByRole('button', { name: 'Add filter' }));
  await user.selectOptions(screen.getByRole('combobox', { name: 'Column' }), column);
  await user.type(screen.getByRole('textbox', { name: 'Value' }), `${value}{Enter}`);
}

/** Saves the mapping and returns the document. A click on the link would navigate in happy-dom. */
async function savedMapping(user: UserEvent): Promise<unknown> {
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue();
  const url = vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:saved');
  await user.click(screen.getByRole('button', { name: 'Save mapping' }));
  const text = await (url.mock.calls[0]?.[0] as Blob).text();
  click.mockRestore();
  url.mockRestore();
  return JSON.parse(text);
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

  it('shows an error of its value', async () => {
    server.use(
      mock('takeSample', ({ body }) => {
        const message = 'The value does not fit the type bigint of "id".';
        const errors = [{ pointer: '/where/0/value', code: 'value_invalid', message }];
        throw new Refusal(body.where === undefined ? 'internal' : 'source_invalid', { errors });
      }),
    );
    const user = await openRelation('orders');
    await addFilter(user, 'id', 'x');
    const chip = await screen.findByRole('button', { name: 'id is x' });
    await waitFor(() => expect(chip.parentElement?.dataset['invalid']).toBe('true'));
    const described = document.getElementById(chip.getAttribute('aria-describedby') ?? '');
    expect(described?.textContent).toBe('The value does not fit the type bigint of "id".');
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
    expect(await screen.findByText('No row matches billing_city is Nowhere too.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Remove the filter' }));
    await waitFor(() => expect(payload().textContent).toContain('"id": 17'));
    expect(screen.queryByText('billing_city is Nowhere')).toBeNull();
  });
});
