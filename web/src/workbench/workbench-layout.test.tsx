import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openRelation } from '../testing/render-app';

afterEach(() => vi.restoreAllMocks());

/** Mocks a window with space for this number of panes. */
function withRoomFor(panes: 1 | 2) {
  vi.spyOn(window, 'matchMedia').mockImplementation(
    (query) =>
      ({
        matches: panes === 2 && query.includes('45rem'),
        addEventListener() {},
        removeEventListener() {},
      }) as unknown as MediaQueryList,
  );
}

describe('tabs of the workbench', () => {
  it('control one panel each, and show one at a time', async () => {
    withRoomFor(1);
    const user = await openRelation('customers');
    for (const name of ['Columns', 'Mapping', 'Payload']) {
      const tab = screen.getByRole('tab', { name });
      await user.click(tab);
      const panel = screen.getByRole('tabpanel', { name });
      expect(tab.getAttribute('aria-controls')).toBe(panel.id);
      expect(screen.getAllByRole('tabpanel')).toEqual([panel]);
    }
  });

  it('keep what was typed while another tab is shown', async () => {
    withRoomFor(1);
    const user = await openRelation('customers');
    const show = (name: string) => user.click(screen.getByRole('tab', { name }));
    await show('Columns');
    fireEvent.change(screen.getByRole('textbox', { name: 'Filter columns' }), { target: { value: 'mail' } });
    await show('Payload');
    await user.click(await screen.findByRole('button', { name: 'Request' }));
    const url = 'https://crm.example/hook';
    fireEvent.change(await screen.findByRole('textbox', { name: /^Webhook URL/ }), {
      target: { value: url },
    });
    await show('Columns');
    expect(screen.getByRole('textbox', { name: 'Filter columns' })).toHaveProperty('value', 'mail');
    await show('Payload');
    expect(await screen.findByRole('textbox', { name: /^Webhook URL/ })).toHaveProperty('value', url);
  });

  it('keep the focus while a report is open', async () => {
    withRoomFor(1);
    const user = await openRelation('orders');
    await user.click(screen.getByRole('tab', { name: 'Payload' }));
    await user.click(await screen.findByRole('button', { name: 'Check all rows' }));
    const report = { name: 'Check of all rows' };
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('region', report)));
    await user.click(screen.getByRole('tab', { name: 'Mapping' }));
    await user.keyboard('{ArrowRight}');
    expect(await screen.findByRole('region', report)).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole('tab', { name: 'Payload' }));
  });

  it('show the payload beside them in the layout with two panes', async () => {
    withRoomFor(2);
    await openRelation('customers');
    expect(screen.getAllByRole('tab').map(({ textContent }) => textContent)).toEqual(['Columns', 'Mapping']);
    expect(screen.getByRole('region', { name: 'Payload' })).toBeTruthy();
    expect(screen.getByRole('tabpanel', { name: 'Mapping' })).toBeTruthy();
  });
});
