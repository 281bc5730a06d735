import { fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openRelation } from '../testing/render-app';

afterEach(() => vi.restoreAllMocks());

/** A window in which only this many panes fit side by side. */
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

describe('panes behind tabs', () => {
  it('are the panels of their tabs, one at a time', async () => {
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

  it('keep what was typed in them while another one is shown', async () => {
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

  it('leave the payload beside them where there is room for two', async () => {
    withRoomFor(2);
    await openRelation('customers');
    expect(screen.getAllByRole('tab').map(({ textContent }) => textContent)).toEqual(['Columns', 'Mapping']);
    expect(screen.getByRole('region', { name: 'Payload' })).toBeTruthy();
    expect(screen.getByRole('tabpanel', { name: 'Mapping' })).toBeTruthy();
  });
});
