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
});
