import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { openRelation } from '../../testing/render-app';

const path = (column: string) => screen.getByRole('combobox', { name: `Field path for ${column}` });

describe('where the focus goes', () => {
  it.each([
    ['total', 'coupon'],
    ['coupon', 'total'],
  ])('from a removed field to its neighbour: %s, then %s', async (removed, neighbour) => {
    const user = await openRelation('orders');
    screen.getByRole('button', { name: `Remove ${removed}` }).focus();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(document.activeElement).toBe(path(neighbour)));
  });

  it('from the last field to the pane that it was in', async () => {
    const user = await openRelation('gift_cards');
    for (const column of ['balance', 'code']) {
      const remove = screen.getByRole('button', { name: `Remove ${column}` });
      remove.focus();
      await user.keyboard('{Enter}');
      await waitFor(() => expect(document.activeElement).not.toBe(document.body));
    }
    expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Mapping' }));
  });

  it('from the offer to nest to the first field that was nested', async () => {
    const user = await openRelation('orders');
    await user.click(screen.getByRole('button', { name: /^Nest by common words/ }));
    await waitFor(() => expect(document.activeElement).toBe(path('billing_city')));
  });
});

describe('completions of a path', () => {
  it('stand above it while a message stands below', async () => {
    const user = await openRelation('orders');
    vi.spyOn(HTMLInputElement.prototype, 'getBoundingClientRect').mockReturnValue(
      new DOMRect(100, 300, 200, 28),
    );
    const shown = () => screen.getByRole('listbox', { name: /^Completions/ }).style.transform;
    await user.clear(path('billing_city'));
    await user.type(path('billing_city'), 'name.first');
    await user.clear(path('coupon'));
    await user.type(path('coupon'), 'nam');
    expect(shown()).toBe('translate(100px, 332px)');
    await user.type(path('coupon'), 'e');
    expect(path('coupon').getAttribute('aria-invalid')).toBe('true');
    expect(shown()).toBe('translate(100px, 260px)');
    vi.restoreAllMocks();
  });
});
