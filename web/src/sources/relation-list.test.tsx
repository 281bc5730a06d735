import { act, fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { relation } from '../testing/mock-source';
import { RelationList } from './relation-list';

it('RelationList picks the match of the typed text before it renders again', () => {
  const onPick = vi.fn();
  const invoices = relation('invoices');
  render(<RelationList relations={[relation('events'), invoices]} picked={undefined} onPick={onPick} />);
  const search = screen.getByRole('combobox', { name: 'Search tables and views' });
  act(() => {
    fireEvent.change(search, { target: { value: 'inv' } });
    expect(screen.getByRole('option', { name: /^events,/ })).toBeTruthy();
    fireEvent.keyDown(search, { key: 'Enter' });
  });
  expect(onPick.mock.calls).toEqual([[invoices]]);
});

it('RelationList selects the name that is most like the typed text, until another one is chosen', () => {
  const onPick = vi.fn();
  const wanted = relation('täble one', { schema: 'z' });
  render(<RelationList relations={[relation('empty_table'), wanted]} picked={undefined} onPick={onPick} />);
  const search = screen.getByRole('combobox', { name: 'Search tables and views' });
  const active = () => document.getElementById(search.getAttribute('aria-activedescendant') ?? '');
  fireEvent.change(search, { target: { value: 'täble' } });
  expect(active()).toBe(screen.getByRole('option', { name: /^täble one,/ }));
  fireEvent.keyDown(search, { key: 'Enter' });
  expect(onPick).toHaveBeenLastCalledWith(wanted);
  fireEvent.keyDown(search, { key: 'ArrowUp' });
  expect(active()).toBe(screen.getByRole('option', { name: /^empty_table,/ }));
  fireEvent.change(search, { target: { value: 'täbl' } });
  expect(active()).toBe(screen.getByRole('option', { name: /^täble one,/ }));
});

it('RelationList selects the first option again when Escape clears the search', () => {
  render(
    <RelationList
      relations={['events', 'invoices', 'orders'].map((name) => relation(name))}
      picked={undefined}
      onPick={vi.fn()}
    />,
  );
  const search = screen.getByRole('combobox', { name: 'Search tables and views' });
  fireEvent.change(search, { target: { value: 'e' } });
  fireEvent.keyDown(search, { key: 'ArrowDown' });
  fireEvent.keyDown(search, { key: 'Escape' });
  expect(search.getAttribute('aria-activedescendant')).toBe(
    screen.getByRole('option', { name: /^events,/ }).id,
  );
});

it('RelationList restores and selects the search text after Back', () => {
  const list = () => <RelationList relations={[relation('events')]} picked={undefined} onPick={vi.fn()} />;
  const search = () => screen.getByRole<HTMLInputElement>('combobox', { name: 'Search tables and views' });
  const { unmount } = render(list());
  fireEvent.change(search(), { target: { value: 'ev' } });
  fireEvent.click(screen.getByRole('option', { name: /^events,/ }));
  expect(window.location.search).toBe('?search=ev');
  unmount();
  render(list());
  expect(search().value).toBe('ev');
  expect([search().selectionStart, search().selectionEnd]).toEqual([0, 2]);
});

it('RelationList ignores Enter and Escape during composition', () => {
  const onPick = vi.fn();
  render(<RelationList relations={[relation('events')]} picked={undefined} onPick={onPick} />);
  const search = screen.getByRole('combobox', { name: 'Search tables and views' });
  fireEvent.change(search, { target: { value: 'ev' } });
  for (const key of ['Enter', 'Escape']) fireEvent.keyDown(search, { key, isComposing: true });
  expect(onPick).not.toHaveBeenCalled();
  expect((search as HTMLInputElement).value).toBe('ev');
});

it('RelationList shows direction marks in a name', () => {
  const odd = { ...relation('a\u202Eb'), comment: 'x\u202Ey' };
  render(<RelationList relations={[odd]} picked={undefined} onPick={vi.fn()} />);
  const option = screen.getByRole('option');
  expect(option.textContent).toContain('"a\\u202eb"');
  expect(option.querySelector('[data-code="U+202E"]')).not.toBeNull();
  expect(option.getAttribute('aria-label')).not.toContain('\u202E');
});

it('RelationList locks a relation whose name is not UTF-8', () => {
  const odd = { ...relation('caf\uFFFD'), nameIsUtf8: false };
  render(<RelationList relations={[odd]} picked={undefined} onPick={vi.fn()} />);
  expect(screen.getByRole('option', { name: /its name is not UTF-8/ }).dataset['locked']).toBe('true');
});
