import { screen, waitFor } from '@testing-library/react';
import { delay, http } from 'msw';
import { describe, expect, it } from 'vitest';
import { openRelation, payload, renderApp } from '../testing/render-app';
import { server } from '../testing/server';

/** Makes an endpoint never respond. Counts its aborted requests. */
function hang(method: 'get' | 'post', path: string) {
  const counted = { aborted: 0 };
  server.use(
    http[method](path, ({ request }) => {
      request.signal.addEventListener('abort', () => counted.aborted++);
      return delay('infinite');
    }),
  );
  return counted;
}

const stillReading = () => screen.findByText(/^\d s, at most 17 s$/, {}, { timeout: 8000 });

describe('slow request', () => {
  it('shows its duration, can be cancelled and can be repeated', async () => {
    const counted = hang('post', '/api/v1/samples');
    const user = await openRelation('orders');
    expect(screen.queryByText('Still reading…')).toBeNull();
    await stillReading();
    expect(screen.queryByText('No rows')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(await screen.findByText('Reading was cancelled.')).toBeTruthy();
    await waitFor(() => expect(counted.aborted).toBe(1));
    const again = screen.getByRole('button', { name: 'Try again' });
    expect(document.activeElement).toBe(again);
    server.resetHandlers();
    await user.click(again);
    await waitFor(() => expect(payload().textContent).toContain('"billing_city": "Paris"'));
    expect(screen.queryByText('Reading was cancelled.')).toBeNull();
  });

  it('keeps the previous rows when it is cancelled', async () => {
    const user = await openRelation('orders');
    await waitFor(() => payload());
    hang('post', '/api/v1/samples');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Which rows' }), 'last');
    await stillReading();
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(await screen.findByText('Reading was cancelled.')).toBeTruthy();
    expect(payload().textContent).toContain('"billing_city": "Paris"');
  });

  it.each([
    ['the relations', '/api/v1/relations'],
    ['the columns', '/api/v1/relation'],
  ])('can be cancelled for %s', async (_what, path) => {
    hang('get', path);
    const user = renderApp();
    await user.click(await screen.findByRole('button', { name: 'Use the demo database' }));
    if (path === '/api/v1/relation') {
      await user.click(await screen.findByRole('option', { name: /^orders,/ }));
    }
    await stillReading();
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(await screen.findByText('Reading was cancelled.')).toBeTruthy();
  });
});
