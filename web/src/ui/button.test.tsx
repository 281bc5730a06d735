import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CopyButton } from './button';

afterEach(() => vi.restoreAllMocks());

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

  it('shows an error if the page has no clipboard', async () => {
    const user = userEvent.setup();
    vi.spyOn(navigator, 'clipboard', 'get').mockReturnValue(undefined as unknown as Clipboard);
    render(<CopyButton label="Copy JSON" text={() => 'x'} />);
    await user.click(screen.getByRole('button', { name: 'Copy JSON' }));
    const said = await screen.findByText(/^Not copied/);
    expect(said.className).not.toContain('visually-hidden');
  });
});
