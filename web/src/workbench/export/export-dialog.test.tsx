import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { mockConnection } from '../../testing/mocks';
import { fill, path } from '../../testing/render-app';
import { renderPane } from '../../testing/render-pane';
import { shownDialog } from '../ui-state';

describe('export dialog', () => {
  it('shows the command with the mapping and without the connection', async () => {
    const { user } = renderPane('orders');
    act(() => shownDialog.set('export command'));
    const dialog = await screen.findByRole('dialog', { name: 'Export command' });
    const command = within(dialog).getByRole('region', { name: 'Command' });
    expect(command.textContent).toContain('"column":"billing_city"');
    expect(command.textContent).toContain('env.DATABASE_URL');
    expect(command.textContent).not.toContain(mockConnection.token);
    expect(command.textContent).not.toContain('demo_reader');
    expect(command.textContent).not.toContain('onError');
    await user.click(within(dialog).getByRole('button', { name: 'is skipped and counted' }));
    expect(command.textContent).toContain('"onError": "skip"');
    await user.click(within(dialog).getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('omits an invalid field and names it', async () => {
    renderPane('orders');
    fill(path('total'), 'id');
    act(() => shownDialog.set('export command'));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText('The command is without 1 field: total: same path as id.')).toBeTruthy();
    expect(within(dialog).getByRole('region').textContent).not.toContain('"column":"total"');
  });
});
