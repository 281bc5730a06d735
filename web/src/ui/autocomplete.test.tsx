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

/** The keys that reach what is around the input. */
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

describe('completions', () => {
  it.each(['{Enter}', '{Tab}'])('are accepted by %s, the first one without choosing', async (key) => {
    const user = open();
    await user.type(input(), 'fir');
    outside.mockClear();
    await user.keyboard(key);
    expect(input().value).toBe('first_name');
    expect(document.activeElement).toBe(input());
    expect(outside).not.toHaveBeenCalled();
    expect(screen.queryByRole('option')).toBeNull();
  });

  it('are chosen by the arrow keys', async () => {
    const user = open();
    await user.type(input(), 'fir');
    expect(selected()).toBe('first_name');
    await user.keyboard('{ArrowDown}');
    expect(selected()).toBe('first_seen');
    await user.keyboard('{Tab}');
    expect(input().value).toBe('first_seen');
  });

  it('are accepted by a click, which leaves the focus in the field', async () => {
    const user = open();
    await user.type(input(), 'last');
    await user.click(screen.getByRole('option', { name: 'last_name' }));
    expect(input().value).toBe('last_name');
  });

  it('are closed by Escape, which then leaves the text and the next keys alone', async () => {
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
  ])('are not accepted by the Enter that ends a composition, told by %s', async (_how, composition) => {
    const user = open();
    await user.type(input(), 'fir');
    outside.mockClear();
    fireEvent.keyDown(input(), { key: 'Enter', ...composition });
    expect(input().value).toBe('fir');
    expect(outside).not.toHaveBeenCalled();
    fireEvent.keyDown(input(), { key: 'Enter' });
    expect(input().value).toBe('first_name');
  });

  it('come only once a character is composed', () => {
    open();
    fireEvent.focus(input());
    fireEvent.compositionStart(input());
    fireEvent.change(input(), { target: { value: 'last' } });
    expect(screen.queryAllByRole('option').map(({ textContent }) => textContent)).toEqual(NAMES);
    fireEvent.compositionEnd(input());
    expect(screen.getAllByRole('option').map(({ textContent }) => textContent)).toEqual(['last_name']);
  });
});
