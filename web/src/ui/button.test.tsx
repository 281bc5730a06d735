import { act, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Button, CopyButton } from './button';

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('Button', () => {
  it('keeps the focus while it is disabled, and cannot be pressed', async () => {
    const user = userEvent.setup();
    const onClick = vi.fn();
    const onSubmit = vi.fn();
    const form = (disabled: boolean) => (
      <form onSubmit={onSubmit}>
        <Button type="submit" disabled={disabled} onClick={onClick}>
          Save
        </Button>
      </form>
    );
    const { rerender } = render(form(false));
    const button = screen.getByRole('button');
    await user.tab();
    rerender(form(true));
    expect(document.activeElement).toBe(button);
    expect(button.getAttribute('aria-disabled')).toBe('true');
    await user.keyboard('{Enter}');
    await user.click(button);
    expect(onClick).not.toHaveBeenCalled();
    expect(onSubmit).not.toHaveBeenCalled();
    await user.tab();
    expect(button).toHaveProperty('disabled', true);
    rerender(form(false));
    await user.click(button);
    expect(onClick).toHaveBeenCalledOnce();
  });
});

describe('CopyButton', () => {
  it('copies the text at the time of the click', async () => {
    const user = userEvent.setup();
    let text = 'before';
    render(<CopyButton label="Copy JSON" text={() => text} />);
    text = 'now';
    await user.click(screen.getByRole('button', { name: 'Copy JSON' }));
    expect(await screen.findByText('Copied')).toBeTruthy();
    expect(await navigator.clipboard.readText()).toBe('now');
  });

  it('shows a second copy as long as the first, after a pause that makes screen readers announce it', async () => {
    vi.useFakeTimers();
    vi.spyOn(navigator, 'clipboard', 'get').mockReturnValue({
      writeText: () => Promise.resolve(),
    } as unknown as Clipboard);
    render(<CopyButton label="Copy JSON" text={() => 'x'} />);
    const status = () => screen.getByRole('status').textContent;
    const copy = async () => {
      fireEvent.click(screen.getByRole('button', { name: 'Copy JSON' }));
      expect(status()).toBe('');
      await act(() => Promise.resolve());
      expect(status()).toBe('Copied');
      act(() => {
        vi.advanceTimersByTime(1500);
      });
    };
    await copy();
    await copy();
    expect(status()).toBe('Copied');
  });

  it('shows an error if the page has no clipboard', async () => {
    const user = userEvent.setup();
    vi.spyOn(navigator, 'clipboard', 'get').mockReturnValue(undefined as unknown as Clipboard);
    render(<CopyButton label="Copy JSON" text={() => 'x'} />);
    await user.click(screen.getByRole('button', { name: 'Copy JSON' }));
    const said = await screen.findByText(/^Not copied/);
    expect(said.className).not.toContain('visually-hidden');
  });

  it('shows the error of a second copy as long as that of the first', () => {
    vi.useFakeTimers();
    vi.spyOn(navigator, 'clipboard', 'get').mockReturnValue(undefined as unknown as Clipboard);
    render(<CopyButton label="Copy JSON" text={() => 'x'} />);
    for (let i = 0; i < 2; i++) {
      fireEvent.click(screen.getByRole('button', { name: 'Copy JSON' }));
      act(() => {
        vi.advanceTimersByTime(4900);
      });
      expect(screen.getByRole('status').textContent).toMatch(/^Not copied/);
    }
  });
});
