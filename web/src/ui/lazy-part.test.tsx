import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { lazyDialog, lazyPart } from './lazy-part';

const Part = ({ text }: { text: string }) => <p>{text}</p>;
/** Fails as often as told, as an import does without a server. */
const failing = (times: number) => {
  const load = vi.fn(() => Promise.resolve({ default: Part }));
  for (let each = 0; each < times; each++) load.mockRejectedValueOnce(new TypeError('Failed to fetch'));
  return load;
};

describe('lazyPart', () => {
  it('shows a notice in place of a part that cannot be loaded, until it can', async () => {
    const user = userEvent.setup();
    const load = failing(2);
    const Lazy = lazyPart(load);
    render(
      <>
        <p>beside</p>
        <Lazy text="loaded" />
      </>,
    );
    for (const failures of [1, 2]) {
      expect((await screen.findByRole('alert')).textContent).toContain('could not be loaded');
      expect(load).toHaveBeenCalledTimes(failures);
      expect(screen.getByText('beside')).toBeTruthy();
      await user.click(screen.getByRole('button', { name: 'Try again' }));
    }
    expect(await screen.findByText('loaded')).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('loads again when it is shown again, and only once if that works', async () => {
    const load = failing(1);
    const Lazy = lazyPart(load);
    const first = render(<Lazy text="first" />);
    await screen.findByRole('alert');
    first.unmount();
    render(<Lazy text="second" />).unmount();
    render(<Lazy text="third" />);
    expect(await screen.findByText('third')).toBeTruthy();
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('loads a stylesheet that failed again, before the part is shown', async () => {
    const user = userEvent.setup();
    const link = () => document.head.querySelector('link[data-test]');
    const failed = document.createElement('link');
    failed.rel = 'stylesheet';
    failed.dataset['test'] = '';
    document.head.append(failed);
    failed.dispatchEvent(new Event('error'));
    const load = failing(0);
    const Lazy = lazyPart(load);
    render(<Lazy text="loaded" />);
    await waitFor(() => expect(link()).not.toBe(failed));
    act(() => void link()?.dispatchEvent(new Event('error')));
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(load).not.toHaveBeenCalled();
    act(() => void link()?.dispatchEvent(new Event('load')));
    expect(await screen.findByText('loaded')).toBeTruthy();
    link()?.remove();
  });
});

it('lazyDialog can be closed while it cannot be loaded', async () => {
  const user = userEvent.setup();
  const onClose = vi.fn();
  const Lazy = lazyDialog<{ onClose: () => void }>(() => Promise.reject(new TypeError('Failed to fetch')));
  render(<Lazy onClose={onClose} />);
  expect(await screen.findByRole('dialog', { name: 'Not loaded' })).toBeTruthy();
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Try again' }));
  await user.click(screen.getByRole('button', { name: 'Close' }));
  expect(onClose).toHaveBeenCalled();
});
