import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fill, path } from '../../testing/render-app';
import { renderPane, undo, valueAt } from '../../testing/render-pane';

const openInside = async () => {
  const { user, store } = renderPane('customers');
  await user.click(screen.getByRole('button', { name: 'Inside attributes: whole value' }));
  const keys = await screen.findByRole('listbox', { name: 'Keys seen inside attributes' });
  await within(keys).findByRole('option', { name: /^\/address\/city/ });
  return { user, store, keys, input: screen.getByRole('combobox', { name: 'Key inside attributes' }) };
};

describe('JSON path picker', () => {
  it('lists keys with their frequency and an example', async () => {
    const { keys } = await openInside();
    const options = within(keys).getAllByRole('option');
    expect(options.map(({ textContent }) => textContent)).toEqual([
      'Whole value',
      '/plan10 of 10"team"',
      '/seats10 of 103',
      '/address10 of 10{"city":"Paris","zip":"75000"}',
      '/address/city10 of 10"Paris"',
      '/address/zip10 of 10"75000"',
      '/marks10 of 10[1.10,2]',
      '/marks/010 of 101.10',
      '/marks/110 of 102',
      expect.stringMatching(/^\/note10 of 10"x+…$/),
      '/late5 of 10true',
    ]);
  });

  it('maps the selected key and updates the path until one is typed', async () => {
    const { user, store, keys } = await openInside();
    await user.click(within(keys).getByRole('option', { name: /^\/address\/city/ }));
    expect(path('attributes')).toHaveProperty('value', 'city');
    expect(valueAt(store, 'city')).toEqual({ kind: 'column', column: 'attributes', at: '/address/city' });
    fill(path('attributes'), 'user.town');
    await user.click(screen.getByRole('button', { name: 'Inside attributes: /address/city' }));
    await user.click(await screen.findByRole('option', { name: 'Whole value' }));
    expect(path('attributes')).toHaveProperty('value', 'user.town');
    undo(store, 'the whole value of attributes');
    expect(screen.getByRole('button', { name: 'Inside attributes: /address/city' })).toBeTruthy();
  });

  it('filters the keys, and works by keyboard', async () => {
    const { user, keys, input } = await openInside();
    await user.type(input, 'zip');
    expect(within(keys).getAllByRole('option')).toHaveLength(1);
    await user.keyboard('{ArrowDown}{Enter}');
    expect(path('attributes')).toHaveProperty('value', 'zip');
  });

  it('accepts a typed pointer, and shows an error for an invalid one', async () => {
    const { user, store, input } = await openInside();
    await user.type(input, 'no~such');
    expect(input.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText(/^A JSON Pointer begins with a slash/).id).toBe(
      input.getAttribute('aria-describedby'),
    );
    await user.keyboard('{Enter}');
    expect(path('attributes')).toHaveProperty('value', 'attributes');
    await user.clear(input);
    await user.type(input, '/not/seen{Enter}');
    expect(screen.getByRole('button', { name: 'Inside attributes: /not/seen' })).toBeTruthy();
    expect(valueAt(store, 'seen')).toEqual({ kind: 'column', column: 'attributes', at: '/not/seen' });
  });
});
