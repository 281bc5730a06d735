import type { SampleRequest } from '@rowhook/contracts';
import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { connected } from '../api/session';
import { navigate, parseUrlState } from '../lib/url-state';
import { connect, mock, mockSample } from '../testing/mocks';
import { fill, path, payload, renderApp } from '../testing/render-app';
import { server } from '../testing/server';

// The texts that the page has written before. They are literal, so that a change of the code cannot change them too.

const QUERY = '57d93c9a/aefd3536 ["","query"]';
const ORDERS = '57d93c9a/aefd3536 ["public","orders"]';
const FIELD = '{"id":1,"to":"mail","value":{"kind":"column","column":"email"}}';
const BEFORE = '{"id":1,"to":"email","value":{"kind":"column","column":"email"}}';

const LOCAL = {
  [`rowhook.source ${QUERY}`]: '{"query":"SELECT id, email FROM customers","key":["id"]}',
  [`rowhook.draft ${QUERY}`]: `{"savedAt":1796075287947,"draft":{"fields":[${FIELD}]}}`,
  [`rowhook.target ${QUERY}`]: '[[["mail"],"string"]]',
  [`rowhook.schema ${QUERY}`]: '{"text":"{\\"type\\":\\"object\\"}","name":"pasted schema"}',
  [`rowhook.dismissed ${QUERY}`]: '["no key"]',
  [`rowhook.source ${ORDERS}`]:
    '{"relation":{"schema":"public","name":"orders"},"where":[{"column":"id","is":"=","value":7}]}',
  [`rowhook.draft ${ORDERS}`]:
    '{"savedAt":1796075287946,"draft":{"fields":[{"id":1,"to":"number","value":{"kind":"column","column":"id"}}]}}',
};
const TAB = {
  [`rowhook.history ${QUERY}`]: `{"past":[{"name":"path of email","fields":[0]}],"future":[],"fields":[${BEFORE}],"current":${JSON.stringify(`{"fields":[${FIELD}]}`)}}`,
};

function openStored(search: string) {
  for (const [key, text] of Object.entries(LOCAL)) localStorage.setItem(key, text);
  for (const [key, text] of Object.entries(TAB)) sessionStorage.setItem(key, text);
  connected(connect({ use: 'demo' }), 'demo');
  navigate(parseUrlState(search));
  return renderApp();
}

describe('state stored by an earlier version', () => {
  it('of a query is shown, and written back under the same keys', async () => {
    const sampled: SampleRequest[] = [];
    server.use(
      mock('takeSample', ({ body }) => {
        sampled.push(body);
        return mockSample(body);
      }),
    );
    const user = openStored('?source=query');
    await waitFor(() => expect(payload().textContent).toContain('"mail"'));
    expect(sampled).toMatchObject([{ query: 'SELECT id, email FROM customers', key: ['id'] }]);
    expect(window.location.search).toBe('?source=query');
    expect(await screen.findByText('Target: 1 of 1 filled')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Receiver’s schema' })).toBeTruthy();
    expect(screen.queryByText(/^No key in the payload/)).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Undo: path of email' }));
    fill(path('email'), 'contact');
    act(() => void window.dispatchEvent(new Event('pagehide')));
    expect(localStorage.getItem(`rowhook.draft ${QUERY}`)).toContain('"contact"');
    expect(sessionStorage.getItem(`rowhook.history ${QUERY}`)).toContain('contact');
    expect(Object.keys(localStorage).sort()).toEqual(Object.keys(LOCAL).sort());
  });

  it('of a table is shown, with its filter', async () => {
    openStored('?schema=public&relation=orders');
    await waitFor(() => expect(payload().textContent).toContain('"number"'));
    expect(screen.getByRole('button', { name: 'id is 7' })).toBeTruthy();
  });

  it('is listed among the recent mappings, the one edited last first', async () => {
    const user = openStored('');
    const recent = within(await screen.findByText(/^Recent mappings/));
    expect(recent.getAllByRole('button').map(({ textContent }) => textContent)).toEqual([
      'SQL query',
      'public.orders',
    ]);
    await user.click(recent.getByRole('button', { name: 'SQL query' }));
    await waitFor(() => expect(payload().textContent).toContain('"mail"'));
    expect(window.location.search).toBe('?source=query');
  });
});
