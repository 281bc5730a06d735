import { act, fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { relation } from '../../testing/doubles-source';
import { RelationList } from './relation-list';

it('picks by Enter what was typed, before the list has followed', () => {
  const onPick = vi.fn();
  const invoices = relation('invoices');
  render(<RelationList relations={[relation('events'), invoices]} picked={undefined} onPick={onPick} />);
  const search = screen.getByRole('combobox', { name: 'Search relations' });
  act(() => {
    fireEvent.change(search, { target: { value: 'inv' } });
    expect(screen.getByRole('option', { name: /^events,/ })).toBeTruthy();
    fireEvent.keyDown(search, { key: 'Enter' });
  });
  expect(onPick.mock.calls).toEqual([[invoices]]);
});

it('says of a relation whose name is not UTF-8 that it cannot be opened', () => {
  const odd = { ...relation('caf\uFFFD'), nameIsUtf8: false };
  render(<RelationList relations={[odd]} picked={undefined} onPick={vi.fn()} />);
  expect(screen.getByRole('option', { name: /its name is not UTF-8/ }).dataset['locked']).toBe('true');
});
