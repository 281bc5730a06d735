import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';

describe('page whose next script cannot be loaded', () => {
  const unhandled = vi.fn();
  afterEach(() => {
    process.off('unhandledRejection', unhandled);
    vi.doUnmock('../workbench/workbench');
    vi.resetModules();
  });

  it('works until that script is needed, and then shows an error in its place, and loads it again', async () => {
    process.on('unhandledRejection', unhandled);
    vi.resetModules();
    vi.doMock('../workbench/workbench', () => {
      throw new TypeError('Failed to fetch dynamically imported module');
    });
    const { createQueryClient } = await import('../api/queries');
    const { App } = await import('./app');
    const user = userEvent.setup();
    render(
      <QueryClientProvider client={createQueryClient()}>
        <App />
      </QueryClientProvider>,
    );
    await user.click(await screen.findByRole('button', { name: 'Use the demo database' }));
    const relation = await screen.findByRole('option', { name: /^orders,/ });
    expect(unhandled).not.toHaveBeenCalled();
    await user.click(relation);
    expect(await screen.findByText('This part of the page could not be loaded.')).toBeTruthy();
    expect(screen.getByRole('navigation', { name: 'Steps' })).toBeTruthy();
    expect(unhandled).not.toHaveBeenCalled();
    vi.doUnmock('../workbench/workbench');
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('grid', { name: 'Fields' })).toBeTruthy();
  });
});
