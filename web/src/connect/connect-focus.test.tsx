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

describe('the focus on the first page', () => {
  it('is on the connection string, unless something else has it', () => {
    const other = document.body.appendChild(document.createElement('button'));
    other.focus();
    renderApp();
    expect(document.activeElement).toBe(other);
    other.remove();
  });

  it('begins in the connection string', () => {
    renderApp();
    expect(document.activeElement).toBe(screen.getByLabelText('Connection string'));
  });

  it('goes from what is pressed to Cancel, and back to Connect', async () => {
    refuseWith('tls_required');
    const user = await connectTo('postgresql://app@db.example/x');
    const encrypt = await screen.findByRole('button', { name: 'Connect with encryption' });
    refuseWith('tls_required', 100);
    await user.click(encrypt);
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Cancel'));
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Connect'));
  });

  it('stays where somebody went while it was under way', async () => {
    refuseWith('connect_refused', 100);
    const user = await connectTo('postgresql://app@db.example/x');
    await user.click(screen.getByLabelText('Connection string'));
    await screen.findByRole('alert');
    expect(document.activeElement).toBe(screen.getByLabelText('Connection string'));
  });

  it('goes to the password where that gets a field', async () => {
    const user = renderApp();
    await user.click(screen.getByRole('button', { name: 'Enter password separately' }));
    expect(document.activeElement).toBe(screen.getByLabelText('Password'));
  });
});
