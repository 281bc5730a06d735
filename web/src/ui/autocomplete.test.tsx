import { fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AutocompleteInput } from './autocomplete';

afterEach(() => vi.restoreAllMocks());

describe('completions', () => {
  it('are chosen around the ends, and the one that is chosen comes into view', () => {
    const seen: string[] = [];
    vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(function (this: Element) {
      seen.push(this.textContent);
    });
    const complete = () => ['a', 'b', 'c'].map((label) => ({ label, value: label }));
    render(
      <AutocompleteInput aria-label="Column" value="" onChange={() => undefined} complete={complete} eager />,
    );
    const input = screen.getByRole('combobox', { name: 'Column' });
    fireEvent.focus(input);
    for (const key of ['ArrowUp', 'ArrowDown', 'ArrowDown']) fireEvent.keyDown(input, { key });
    expect(seen).toEqual(['c', 'a', 'b']);
    expect(screen.getByRole('option', { selected: true }).textContent).toBe('b');
    expect(input.getAttribute('aria-activedescendant')).toBe(screen.getByRole('option', { name: 'b' }).id);
  });

  const open = (onChange = vi.fn()) => {
    const complete = () => [{ label: 'first_name', value: 'first_name' }];
    render(<AutocompleteInput aria-label="Column" value="" onChange={onChange} complete={complete} eager />);
    const input = screen.getByRole('combobox', { name: 'Column' });
    fireEvent.focus(input);
    fireEvent.keyDown(input, { key: 'ArrowDown' });
    return { input, onChange };
  };

  it.each([
    ['isComposing', { isComposing: true }],
    ['its key code', { keyCode: 229 }],
  ])('are not accepted by the Enter that ends a composition, told by %s', (_how, composition) => {
    const outside = vi.fn();
    document.addEventListener('keydown', outside);
    const { input, onChange } = open();
    fireEvent.keyDown(input, { key: 'Enter', ...composition });
    expect(onChange).not.toHaveBeenCalled();
    fireEvent.keyDown(input, { key: 'Enter' });
    expect(onChange.mock.calls).toEqual([['first_name']]);
    document.removeEventListener('keydown', outside);
  });

  it('follow their input when what is around it scrolls', () => {
    let top = 100;
    vi.spyOn(HTMLInputElement.prototype, 'getBoundingClientRect').mockImplementation(
      () => new DOMRect(20, top, 200, 30),
    );
    const { input } = open();
    const list = screen.getByRole('listbox');
    expect(list.style.transform).toBe('translate(20px, 134px)');
    top = 60;
    fireEvent.scroll(input.parentElement ?? document.body);
    expect(list.style.transform).toBe('translate(20px, 94px)');
  });
});
