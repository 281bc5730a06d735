import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { navigate } from '../../lib/url-state';
import { openRelation, payload } from '../../testing/render-app';

describe('AllPayloads', () => {
  it('shows every payload with its key, and which rows are rejected', async () => {
    const user = await openRelation('orders');
    await waitFor(() => payload());
    navigate({ limit: 3 });
    await user.selectOptions(screen.getByLabelText('If NULL, for coupon'), 'error');
    await user.click(screen.getByRole('switch', { name: 'All rows' }));
    const all = await screen.findByRole('region', { name: 'Payloads of 3 rows' });
    const headings = () =>
      within(all)
        .getAllByRole('heading')
        .map(({ textContent }) => textContent);
    await waitFor(() =>
      expect(headings()).toEqual([
        expect.stringMatching(/^Row 1 id 1no payload$/),
        expect.stringMatching(/^Row 2 id 2\d+ B$/),
        expect.stringMatching(/^Row 3 id 3no payload$/),
      ]),
    );
    expect(within(all).getAllByText('This row has no payload.')).toHaveLength(2);
    all.focus();
    await user.keyboard('{Home}{ArrowDown}{ArrowDown}');
    expect(all.querySelector('[data-active="true"]')?.textContent).toMatch(/^Row 2 /);
    await user.keyboard('{Enter}');
    expect(window.location.search).toContain('row=2');
    await user.click(screen.getByRole('button', { name: 'Raw' }));
    expect(all.textContent).toContain('{"id":2,"customer_id":9007199254740994,');
    expect(window.location.search).toContain('all=on');
  });
});
