import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AutocompleteInput } from './autocomplete';

const NAMES = ['first_name', 'first_seen', 'last_name'];

function Field() {
  const [value, setValue] = useState('');
  const complete = (text: string) =>
    NAMES.filter((name) => name.startsWith(text) && name !== text).map((name) => ({
      label: name,
      value: name,
    }));
  return (
    <AutocompleteInput aria-label="Column" value={value} onChange={setValue} complete={complete} eager />
  );
}

const input = () => screen.getByRole<HTMLInputElement>('combobox', { name: 'Column' });
const selected = () =>
  document.getElementById(input().getAttribute('aria-activedescendant') ?? '')?.textContent;

/** Called with the keys that the input does not handle. */
const outside = vi.fn<(key: string) => void>();
const listen = ({ key }: KeyboardEvent) => outside(key);

function open() {
  render(<Field />);
  document.body.addEventListener('keydown', listen);
  return userEvent.setup();
}

afterEach(() => {
  document.body.removeEventListener('keydown', listen);
  outside.mockClear();
});

describe('AutocompleteInput', () => {
  it.each(['{Enter}', '{Tab}'])('accepts the first completion with %s', async (key) => {
    const user = open();
    await user.type(input(), 'fir');
    outside.mockClear();
    await user.keyboard(key);
    expect(input().value).toBe('first_name');
    expect(document.activeElement).toBe(input());
    expect(outside).not.toHaveBeenCalled();
    expect(screen.queryByRole('option')).toBeNull();
  });

  it('selects completions with the arrow keys', async () => {
    const user = open();
    await user.type(input(), 'fir');
    expect(selected()).toBe('first_name');
    await user.keyboard('{ArrowDown}');
    expect(selected()).toBe('first_seen');
    await user.keyboard('{Tab}');
    expect(input().value).toBe('first_seen');
  });

  it('accepts a completion on click', async () => {
    const user = open();
    await user.type(input(), 'last');
    await user.click(screen.getByRole('option', { name: 'last_name' }));
    expect(input().value).toBe('last_name');
  });

  it('closes the completions with Escape, and then passes on keys', async () => {
    const user = open();
    await user.type(input(), 'fir');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('option')).toBeNull();
    expect(input().value).toBe('fir');
    outside.mockClear();
    await user.keyboard('{Escape}{Enter}{ArrowDown}');
    expect(outside.mock.calls).toEqual([['Escape'], ['Enter'], ['ArrowDown']]);
    expect(input().value).toBe('fir');
  });

  it.each([
    ['isComposing', { isComposing: true }],
    ['its key code', { keyCode: 229 }],
  ])('ignores the Enter that ends a composition, detected by %s', async (_how, composition) => {
    const user = open();
    await user.type(input(), 'fir');
    outside.mockClear();
    fireEvent.keyDown(input(), { key: 'Enter', ...composition });
    expect(input().value).toBe('fir');
    expect(outside).not.toHaveBeenCalled();
    fireEvent.keyDown(input(), { key: 'Enter' });
    expect(input().value).toBe('first_name');
  });

  it('updates the completions only after a composition', () => {
    open();
    fireEvent.focus(input());
    fireEvent.compositionStart(input());
    fireEvent.change(input(), { target: { value: 'last' } });
    expect(screen.queryAllByRole('option').map(({ textContent }) => textContent)).toEqual(NAMES);
    fireEvent.compositionEnd(input());
    expect(screen.getAllByRole('option').map(({ textContent }) => textContent)).toEqual(['last_name']);
  });
});
