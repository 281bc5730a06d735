import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { mock, Refusal } from '../testing/mocks';
import { connectTo, renderApp } from '../testing/render-app';
import { server } from '../testing/server';

const refuseWith = (code: 'tls_required' | 'connect_refused', delayMs = 0) =>
  server.use(
    mock(
      'createConnection',
      () => {
        throw new Refusal(code);
      },
      delayMs,
    ),
  );

describe('focus while connecting', () => {
  it('stays where it is if another element has it', () => {
    const other = document.body.appendChild(document.createElement('button'));
    other.focus();
    renderApp();
    expect(document.activeElement).toBe(other);
    other.remove();
  });

  it('is on the connection string at first', () => {
    renderApp();
    expect(document.activeElement).toBe(screen.getByLabelText('Connection string'));
  });

  it('moves to Cancel while connecting, and back to Connect', async () => {
    refuseWith('tls_required');
    const user = await connectTo('postgresql://app@db.example/x');
    const encrypt = await screen.findByRole('button', { name: 'Connect with encryption' });
    refuseWith('tls_required', 100);
    await user.click(encrypt);
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Cancel'));
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Connect'));
  });

  it('stays where the user moved it while connecting', async () => {
    refuseWith('connect_refused', 100);
    const user = await connectTo('postgresql://app@db.example/x');
    await user.click(screen.getByLabelText('Connection string'));
    await screen.findByRole('alert');
    expect(document.activeElement).toBe(screen.getByLabelText('Connection string'));
  });

  it('moves to the password when it gets its own field', async () => {
    const user = renderApp();
    await user.click(screen.getByRole('button', { name: 'Enter password separately' }));
    expect(document.activeElement).toBe(screen.getByLabelText('Password'));
  });
});
