import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { relationDetail } from '../lib/source';
import { navigate } from '../lib/url-state';
import { mockTable } from '../testing/mock-source';
import { Refusal, mock } from '../testing/mocks';
import { fill, openRelation, path, payload } from '../testing/render-app';
import { server } from '../testing/server';
import { createMappings } from './persistence';
import { databaseKey } from './stored-drafts';
import { createSources } from './stored-sources';

describe('workbench with a changed or unreadable relation', () => {
  it('shows a GRANT statement if Postgres denies access', async () => {
    server.use(mock('takeSample', new Refusal('permission_denied')));
    await openRelation('customers');
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Postgres does not let demo_reader read public.customers.');
    expect(alert.textContent).toContain('GRANT SELECT ON "public"."customers" TO "demo_reader"');
  });

  it('shows the shape of the payload for an empty table', async () => {
    await openRelation('gift_cards');
    expect(await screen.findByText('public.gift_cards has no rows.')).toBeTruthy();
    const shape = await screen.findByRole('region', { name: 'Shape of a payload' });
    expect(shape.textContent).toBe('{\n  "code": string or null\n  "balance": number or null\n}');
  });

  it('does not call a table empty if row security may hide rows', async () => {
    server.use(mock('getRelation', () => ({ ...mockTable('gift_cards').detail, rowSecurity: true })));
    await openRelation('gift_cards');
    expect(await screen.findByText(/has no rows that this login may see/)).toBeTruthy();
  });

  it('offers the first rows if the spread sample is empty', async () => {
    const user = await openRelation('gift_cards');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Which rows' }), 'spread');
    expect(await screen.findByText('No row of public.gift_cards was found.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Show the first rows' }));
    expect(await screen.findByText('public.gift_cards has no rows.')).toBeTruthy();
  });

  it('shows the column of a NULL filter that the relation does not have', async () => {
    await openRelation('customers');
    act(() => navigate({ pick: { nullIn: 'gone' } }));
    const which = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Which rows' });
    expect([...which.selectedOptions].map(({ text }) => text)).toEqual(['gone is NULL']);
    expect(await screen.findByText('No row was found where gone is NULL.')).toBeTruthy();
  });

  it('refreshes the columns with the sample', async () => {
    const user = await openRelation('gift_cards');
    addColumn('gift_cards');
    await user.click(screen.getByRole('button', { name: 'Refresh sample' }));
    expect(await screen.findByRole('button', { name: 'Add added' })).toBeTruthy();
  });

  it('refreshes the columns and retries if the relation has changed', async () => {
    const user = await openRelation('customers');
    await waitFor(() => payload());
    server.use(mock('createPreview', new Refusal('schema_changed')));
    fill(path('email'), 'mail');
    expect(await screen.findByText('public.customers has changed.')).toBeTruthy();
    server.resetHandlers();
    addColumn('customers');
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(payload().textContent).toContain('"mail"'));
    expect(screen.queryByText('public.customers has changed.')).toBeNull();
    expect(await screen.findByRole('button', { name: 'Add added' })).toBeTruthy();
  });

  it('omits fields of a missing column until the column returns', async () => {
    const table = mockTable('orders').detail;
    const columns = table.columns.filter(({ name }) => name !== 'coupon');
    server.use(mock('getRelation', () => ({ ...table, columns })));
    const fields = [
      { to: 'code', column: 'coupon' },
      { to: 'number', column: 'id' },
    ];
    const demo = databaseKey({ host: '127.0.0.1', port: 5432, database: 'demo' });
    const mappings = createMappings(createSources());
    mappings.open(demo, { schema: 'public', name: 'orders' }, { version: 1, onNull: 'keep', fields });
    mappings.workbenchOf(demo, relationDetail(table));
    mappings.flush();
    const user = await openRelation('orders');
    const pane = within(screen.getByRole('region', { name: 'Payload' }));
    expect(await pane.findByText('coupon: no such column')).toBeTruthy();
    expect(payload().textContent).toContain('"number": 1');
    server.resetHandlers();
    await user.click(screen.getByRole('button', { name: 'Refresh sample' }));
    await waitFor(() => expect(payload().textContent).toContain('"code": null'));
    expect(pane.getByText('Row 1 of 10')).toBeTruthy();
  });
});

/** Adds a column to the relation. */
function addColumn(relation: string) {
  const table = mockTable(relation).detail;
  const added = table.columns.slice(0, 1).map((column) => ({ ...column, name: 'added' }));
  server.use(mock('getRelation', () => ({ ...table, columns: [...table.columns, ...added] })));
}
