import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';

describe('page whose next script cannot be loaded', () => {
  const unhandled = vi.fn();
  afterEach(() => {
    process.off('unhandledRejection', unhandled);
    vi.doUnmock('../workbench/workbench');
    vi.doUnmock('../workbench/persistence');
    vi.resetModules();
  });

  it.each([
    ['the workbench', '../workbench/workbench'],
    ['the mapping', '../workbench/persistence'],
  ])('works until %s is needed, then shows a notice in its place and loads it again', async (_, script) => {
    process.on('unhandledRejection', unhandled);
    vi.resetModules();
    vi.doMock(script, () => {
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
    vi.doUnmock(script);
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('grid', { name: 'Fields' })).toBeTruthy();
  });
});
