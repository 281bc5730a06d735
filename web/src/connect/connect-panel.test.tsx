import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { createQueryClient } from '../api/queries';
import { connected } from '../api/session';
import { Refusal, mock, mockConnection } from '../testing/mocks';
import { server } from '../testing/server';
import { ConnectPanel } from './connect-panel';

it('ConnectPanel tests the connection only when it is asked to', async () => {
  connected(mockConnection);
  server.use(mock('listRelations', new Refusal('query_timeout')));
  const user = userEvent.setup();
  render(
    <QueryClientProvider client={createQueryClient()}>
      <ConnectPanel waiting={undefined} />
    </QueryClientProvider>,
  );
  expect(screen.queryByText('Testing…')).toBeNull();
  const button = screen.getByRole('button', { name: 'Test again' });
  await user.click(button);
  expect(await screen.findByText(/^It responded in/)).toBeTruthy();
  server.use(mock('describeSource', new Refusal('connection_lost')));
  await user.click(button);
  expect((await screen.findByRole('alert')).textContent).toContain('was lost');
  expect(screen.queryByText(/^It responded in/)).toBeNull();
});
