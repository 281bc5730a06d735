import { act, render, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { navigate } from '../lib/url-state';
import { openRelation } from '../testing/render-app';
import ShortcutsDialog from './shortcuts-dialog';

const keysOf = (group: string) => {
  const section = screen.getByRole('heading', { name: group }).parentElement;
  if (section === null) throw new Error(`There is no section ${group}.`);
  return within(section)
    .getAllByRole('term')
    .map(({ textContent }) => textContent);
};

it('ShortcutsDialog lists shortcuts by where they work', () => {
  render(<ShortcutsDialog onClose={() => undefined} />);
  expect(keysOf('Everywhere')).toEqual(['/', '?']);
  expect(keysOf('While mapping')).toEqual(['J', 'K', 'Ctrl Z', 'Ctrl Shift Z', 'Ctrl Enter']);
  expect(keysOf('In the SQL query')).toEqual(['Ctrl Enter']);
});

it('ShortcutsDialog closes with the stage it was opened in', async () => {
  const user = await openRelation('orders');
  await user.click(screen.getByRole('button', { name: 'Keyboard shortcuts' }));
  expect(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })).toBeTruthy();
  act(() => navigate({ opened: 'source' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});
