import { screen, waitFor } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { openRelation, payload } from '../../testing/render-app';

async function addSteps(user: UserEvent, ...kinds: string[]) {
  await user.click(screen.getByRole('button', { name: 'Steps of coupon: none' }));
  for (const kind of kinds)
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Add a step' }), kind);
}

const button = (name: string) => screen.getByRole('button', { name });

describe('focus in the steps editor', () => {
  it('follows a step that is moved', async () => {
    const user = await openRelation('orders');
    await addSteps(user, 'trim', 'lowercase', 'digits');
    await user.click(button('Move step 1 down'));
    expect(document.activeElement).toBe(button('Move step 2 down'));
    await user.keyboard('{Enter}');
    expect(document.activeElement).toBe(button('Move step 3 up'));
    expect(button('Steps of coupon: Lowercase · Digits only · Trim')).toBeTruthy();
  });

  it('moves from a removed step to the next one, and from the last to Add a step', async () => {
    const user = await openRelation('orders');
    await addSteps(user, 'trim', 'lowercase');
    await user.click(button('Remove Trim'));
    expect(document.activeElement).toBe(button('Remove Lowercase'));
    await user.keyboard('{Enter}');
    expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'Add a step' }));
  });
});

describe('lookup', () => {
  it('starts with the texts of the sample, and warns if it is empty', async () => {
    const user = await openRelation('orders');
    await waitFor(() => expect(payload().textContent).toContain('"billing_city": "Paris"'));
    await user.click(screen.getByRole('button', { name: 'Steps of billing_city: none' }));
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Add a step' }), 'lookup');
    const texts = screen.getAllByRole('textbox', { name: /^Text \d/ });
    const results = screen.getAllByRole('textbox', { name: /^Result \d/ });
    const valuesOf = (fields: HTMLElement[]) => fields.map((field) => (field as HTMLInputElement).value);
    expect(valuesOf(texts)).toContain('Paris');
    expect(valuesOf(results)).toEqual(valuesOf(texts));
    expect(screen.queryByText(/no text yet/)).toBeNull();
    for (let left = texts.length; left > 0; left--) await user.click(button('Remove text 1'));
    expect(screen.getAllByText('The lookup has no text yet: every value becomes NULL.')).toHaveLength(2);
    await user.selectOptions(screen.getByLabelText('Any other text'), 'reject');
    expect(screen.getAllByText('The lookup has no text yet: it rejects every row.')).toHaveLength(2);
  });

  it('marks the first of two equal texts', async () => {
    const user = await openRelation('orders');
    await addSteps(user, 'trim', 'lookup');
    for (const number of [1, 2]) {
      if (screen.queryByRole('textbox', { name: `Text ${number}` }) === null)
        await user.click(button('Add entry'));
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
