import { act, fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { relation } from '../testing/mock-source';
import { RelationList } from './relation-list';

it('picks by Enter what was typed, before the list has followed', () => {
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
