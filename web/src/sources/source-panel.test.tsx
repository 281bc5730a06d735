import { QueryClientProvider } from '@tanstack/react-query';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { delay, http } from 'msw';
import type { ComponentProps } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import type { Source } from '@rowhook/contracts';
import { connected } from '../api/session';
import { createQueryClient } from '../api/queries';
import { replacement } from '../lib/replace-query';
import { createStore } from '../lib/store';
import { mock, mockConnection } from '../testing/mocks';
import { relation } from '../testing/mock-source';
import { server } from '../testing/server';
import { SourcePanel } from './source-panel';

const NO_TABLES = /has no tables or views that this login can see/;

function renderPanel(props: Partial<ComponentProps<typeof SourcePanel>>) {
  render(
    <QueryClientProvider client={createQueryClient()}>
      <SourcePanel
        notices={null}
        picked={undefined}
        sourceOf={() => createStore<Source>({ query: '' })}
        onPick={() => undefined}
        onEditAsQuery={() => undefined}
        onNewQuery={() => undefined}
        {...props}
      />
    </QueryClientProvider>,
  );
}

afterEach(() => replacement.set(undefined));

it('SourcePanel keeps the search and the focus while it reads the system schemas', async () => {
  server.use(
    mock('listRelations', ({ query }) => ({
      relations:
        query.system === 'true' ? [relation('orders'), relation('orders_log')] : [relation('orders')],
    })),
  );
  connected(mockConnection);
  renderPanel({});
  const search = await screen.findByRole('combobox', { name: 'Search tables and views' });
  fireEvent.change(search, { target: { value: 'orders' } });
  const box = screen.getByRole('checkbox', { name: 'System schemas' });
  box.focus();
  fireEvent.click(box);
  await screen.findByRole('option', { name: /^orders_log,/ });
  expect(screen.getByRole('combobox')).toBe(search);
  expect(search).toHaveProperty('value', 'orders');
  expect(document.activeElement).toBe(box);
});

it('SourcePanel does not say that there are no tables while it reads the system schemas', async () => {
  server.use(mock('listRelations', () => ({ relations: [] })));
  connected(mockConnection);
  renderPanel({});
  await screen.findByText(NO_TABLES);
  server.use(http.get('/api/v1/relations', () => delay('infinite')));
  fireEvent.click(screen.getByRole('checkbox', { name: 'System schemas' }));
  await screen.findByText('Reading the tables and views');
  expect(screen.queryByText(NO_TABLES)).toBeNull();
});

it('SourcePanel asks before Edit as query replaces another query', async () => {
  connected(mockConnection);
  const query = createStore<Source>({ query: 'SELECT 1' });
  const onEditAsQuery = vi.fn();
  renderPanel({
    picked: { schema: 'public', name: 'orders' },
    sourceOf: (name) => (name === 'query' ? query : createStore<Source>({ relation: name })),
    onEditAsQuery,
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Edit as query' }));
  expect(query.get()).toEqual({ query: 'SELECT 1' });
  act(() => replacement.get()?.replace());
  expect(query.get().query).toContain('FROM public.orders');
  expect(onEditAsQuery).toHaveBeenCalledOnce();
});
