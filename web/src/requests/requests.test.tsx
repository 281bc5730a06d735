import { problemCodes } from '@rowhook/contracts';
import { act, render, screen, waitFor } from '@testing-library/react';
import { delay, http } from 'msw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../api/errors';
import { messageContext, messages } from '../api/messages';
import { Refusal } from '../testing/mocks';
import { openRelation, payload, renderApp } from '../testing/render-app';
import { server } from '../testing/server';
import { ErrorNotice } from './error-notice';

it.each(problemCodes)('ErrorNotice shows the cause and the remedy of %s', (code) => {
  const { problem } = new Refusal(code, { understood: { host: 'db.example', port: 5433, user: 'app' } });
  render(<ErrorNotice error={new ApiError(code, problem)} />);
  const { what, why, remedy } = messages[code](messageContext(problem));
  const alert = screen.getByRole('alert');
  for (const sentence of [what, why, remedy, code]) expect(alert.textContent).toContain(sentence);
});

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

/** Lets seconds pass until the page says how long it has been reading. */
const stillReading = () =>
  vi.waitFor(
    () => {
      act(() => void vi.advanceTimersByTime(1000));
      return screen.getByText(/^\d+ s, at most about 15 s$/);
    },
    { timeout: 30_000 },
  );

describe('slow request', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] }));
  afterEach(() => void vi.useRealTimers());

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
