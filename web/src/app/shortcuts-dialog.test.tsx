import { render, screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
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
