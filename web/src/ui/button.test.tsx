import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CopyButton } from './button';

afterEach(() => vi.restoreAllMocks());

describe('CopyButton', () => {
  it('copies what the text is when it is pressed', async () => {
    const user = userEvent.setup();
    let text = 'before';
    render(<CopyButton label="Copy JSON" text={() => text} />);
    text = 'now';
    await user.click(screen.getByRole('button', { name: 'Copy JSON' }));
    expect(await screen.findByText('Copied')).toBeTruthy();
    expect(await navigator.clipboard.readText()).toBe('now');
  });

  it('says for all to see that it could not, where a page has no clipboard', async () => {
    const user = userEvent.setup();
    vi.spyOn(navigator, 'clipboard', 'get').mockReturnValue(undefined as unknown as Clipboard);
    render(<CopyButton label="Copy JSON" text={() => 'x'} />);
    await user.click(screen.getByRole('button', { name: 'Copy JSON' }));
    const said = await screen.findByText(/^Not copied/);
    expect(said.className).not.toContain('visually-hidden');
  });
});
