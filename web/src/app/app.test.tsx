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

  it('works until that script is needed, and then shows an error', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    process.on('unhandledRejection', unhandled);
    vi.resetModules();
    vi.doMock('../workbench/workbench', () => {
      throw new TypeError('Failed to fetch dynamically imported module');
    });
    const { createQueryClient } = await import('../api/queries');
    const { App } = await import('./app');
    const { ErrorBoundary } = await import('./error-boundary');
    const user = userEvent.setup();
    render(
      <QueryClientProvider client={createQueryClient()}>
        <ErrorBoundary>
          <App />
        </ErrorBoundary>
      </QueryClientProvider>,
    );
    await user.click(await screen.findByRole('button', { name: 'Use the demo database' }));
    const relation = await screen.findByRole('option', { name: /^orders,/ });
    expect(unhandled).not.toHaveBeenCalled();
    await user.click(relation);
    expect(await screen.findByText('This page has failed.')).toBeTruthy();
    expect(unhandled).not.toHaveBeenCalled();
  });
});
