import { screen } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { openRelation } from '../../testing/render-app';

async function addSteps(user: UserEvent, ...kinds: string[]) {
  await user.click(screen.getByRole('button', { name: 'Steps of coupon: none' }));
  for (const kind of kinds)
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Add a step' }), kind);
}

const button = (name: string) => screen.getByRole('button', { name });

describe('the focus in the steps', () => {
  it('follows a step that is moved', async () => {
    const user = await openRelation('orders');
    await addSteps(user, 'trim', 'lowercase', 'digits');
    await user.click(button('Move step 1 down'));
    expect(document.activeElement).toBe(button('Move step 2 down'));
    await user.keyboard('{Enter}');
    expect(document.activeElement).toBe(button('Move step 3 up'));
    expect(button('Steps of coupon: Lowercase · Digits only · Trim')).toBeTruthy();
  });

  it('goes from a removed step to the next, and from the last to the list of steps', async () => {
    const user = await openRelation('orders');
    await addSteps(user, 'trim', 'lowercase');
    await user.click(button('Remove Trim'));
    expect(document.activeElement).toBe(button('Remove Lowercase'));
    await user.keyboard('{Enter}');
    expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'Add a step' }));
  });
});

describe('a lookup', () => {
  it('says which of two equal texts is lost', async () => {
    const user = await openRelation('orders');
    await addSteps(user, 'lookup');
    for (const number of [1, 2]) {
      if (screen.queryByRole('textbox', { name: `Text ${number}` }) === null)
        await user.click(button('Add a text'));
      await user.type(screen.getByRole('textbox', { name: `Text ${number}` }), 'A');
    }
    const first = screen.getByRole('textbox', { name: 'Text 1' });
    expect(first.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByRole('alert').textContent).toContain('Change or remove text 1.');
    await user.type(first, 'B');
    expect(first.getAttribute('aria-invalid')).toBe('false');
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
