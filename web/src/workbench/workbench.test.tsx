import type { PreviewRequest } from '@rowhook/contracts';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { ApiError } from '../api/errors';
import { session } from '../api/session';
import { navigate } from '../lib/url-state';
import { mockPreview } from '../testing/mock-rows';
import { relation } from '../testing/mock-source';
import { mock, Refusal } from '../testing/mocks';
import { fill, openRelation, path, payload, pickRelation, renderApp } from '../testing/render-app';
import { server } from '../testing/server';
import { summaryOf } from './preview/live-summary';
import type { PreviewState } from './preview/preview';
import { focusedField } from './ui-state';

const type = (column: string, to: string) => fill(path(column), to);

describe('workbench', () => {
  it('starts with every readable column mapped and a payload', async () => {
    await pickRelation('customers');
    expect(screen.getAllByRole('combobox', { name: /^Field path for/ })).toHaveLength(13);
    await waitFor(() => expect(payload().textContent).toContain('"id": 9007199254740993'));
    expect(window.location.search).toBe('?schema=public&relation=customers');
  });

  it('offers fixed values for a table without columns', async () => {
    const detail = { ...relation('orders'), columns: [], primaryKey: [], pages: 0, rowSecurity: false };
    server.use(mock('getRelation', () => detail));
    const user = renderApp();
    await user.click(await screen.findByRole('button', { name: 'Use the demo database' }));
    await user.click(await screen.findByRole('option', { name: /^orders,/ }));
    const sentences = 'No fields: the payload is an empty object. There are no columns, but you can add';
    expect(await screen.findByText(`${sentences} fixed values above.`)).toBeTruthy();
    expect(screen.queryByText(/columns from the list/)).toBeNull();
  });

  it('forgets the focused field when another table is opened', async () => {
    await openRelation('customers');
    fireEvent.focus(path('phone'));
    expect(focusedField.get()).toBeDefined();
    act(() => navigate({ sourceName: { schema: 'public', name: 'orders' }, mapping: 'tree' }));
    await screen.findByRole('treeitem', { name: /customer_id/ });
    expect(focusedField.get()).toBeUndefined();
  });

  it('limits the number of rows to 1 to 100, with a message', async () => {
    const user = await openRelation('orders');
    const rows = screen.getByRole('spinbutton', { name: 'Rows' });
    await user.clear(rows);
    await user.type(rows, '101{Enter}');
    expect(rows).toHaveProperty('value', '100');
    expect(screen.getByText('1 to 100')).toBeTruthy();
    expect(window.location.search).toContain('rows=100');
    await user.clear(rows);
    await user.type(rows, '5{Enter}');
    expect(screen.queryByText('1 to 100')).toBeNull();
    expect(window.location.search).toContain('rows=5');
  });

  it('moves between rows with J and K, also with Caps Lock', async () => {
    const user = await openRelation('orders');
    await waitFor(() => expect(document.activeElement).toBe(path('id')));
    await user.click(await screen.findByText('Row 1 of 10'));
    await user.keyboard('jJ');
    expect(screen.getByText('Row 3 of 10')).toBeTruthy();
    await user.keyboard('K');
    expect(screen.getByText('Row 2 of 10')).toBeTruthy();
  });

  it('shows a conflict at its field, previews the others, and can fix it', async () => {
    const user = await openRelation('customers');
    type('first_name', 'user.name.first');
    await waitFor(() => expect(payload().textContent).toContain('"user"'));
    type('is_active', 'user');
    expect(path('is_active').getAttribute('aria-invalid')).toBe('true');
    const issue = document.getElementById(path('is_active').getAttribute('aria-describedby') ?? '');
    expect(issue?.textContent).toContain('field 2, first_name');
    await within(payload()).findByRole('button', { name: 'is_active: conflict with first_name' });
    expect(payload().textContent).toContain('"first": "Édith"');
    // Not the summary for screen readers, which follows after a pause.
    const notices = () => screen.queryAllByText(/^(exports )?without 1 field$/);
    await waitFor(() => expect(notices()).toHaveLength(2));
    await user.click(screen.getByRole('button', { name: 'Use user.is_active' }));
    await waitFor(() => expect(payload().textContent).toMatch(/"is_active": true/));
    expect(notices()).toEqual([]);
  });

  it('names the steps to undo and redo', async () => {
    const user = await openRelation('orders');
    await user.click(screen.getByRole('button', { name: 'Remove total' }));
    expect(screen.queryByRole('combobox', { name: 'Field path for total' })).toBeNull();
    await waitFor(() => expect(document.activeElement).toBe(path('coupon')));
    await user.click(screen.getByRole('button', { name: 'Undo: remove total' }));
    expect(path('total')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Redo: remove total' }));
    expect(screen.queryByRole('combobox', { name: 'Field path for total' })).toBeNull();
  });

  it('announces a summary after a pause', async () => {
    await openRelation('orders');
    expect(await screen.findByText('Payload up to date, 10 rows')).toBeTruthy();
    type('coupon', '');
    expect(await screen.findByText('1 issue, Payload up to date, 10 rows, without 1 field')).toBeTruthy();
  });

  it('returns to the list of relations with Back', async () => {
    const user = await openRelation('customers');
    await user.click(screen.getByRole('button', { name: /^Source/ }));
    await screen.findByRole('combobox', { name: 'Search tables and views' });
    await user.click(screen.getByRole('button', { name: /^Map/ }));
    await screen.findByRole('grid');
    act(() => window.history.back());
    expect(await screen.findByRole('combobox', { name: 'Search tables and views' })).toBeTruthy();
    expect(screen.queryByText('Reading was cancelled.')).toBeNull();
  });

  it('marks the fields that the engine rejects', async () => {
    await openRelation('orders');
    await waitFor(() => payload());
    const errors = [
      { pointer: '/mapping/fields/1/to', code: 'unknown_column', message: 'There is no column.' },
    ];
    server.use(
      http.post('/api/v1/previews', async ({ request }) => {
        const { mapping } = (await request.clone().json()) as PreviewRequest;
        if (!mapping.fields.some(({ to }) => to === 'customer_id')) return undefined;
        const { problem } = new Refusal('mapping_invalid', { errors });
        return HttpResponse.json(problem, { status: problem.status });
      }),
    );
    type('total', 'amount');
    await waitFor(() => expect(payload().textContent).toContain('"amount"'));
    await waitFor(() => expect(path('customer_id').getAttribute('aria-invalid')).toBe('true'));
    expect(screen.queryByText(/^Outdated/)).toBeNull();
  });

  it('asks to connect again if the connection has expired, and keeps the mapping', async () => {
    const user = await openRelation('customers');
    // The page would connect to an offered database again without asking.
    act(() => session.set({ ...session.get(), use: undefined }));
    type('first_name', 'user.name.first');
    server.use(mock('createPreview', new Refusal('connection_expired')));
    expect(await screen.findByText('The connection has expired, or Rowhook was restarted.')).toBeTruthy();
    server.resetHandlers();
    await user.click(await screen.findByRole('button', { name: 'Use the demo database' }));
    await waitFor(() => expect(path('first_name')).toHaveProperty('value', 'user.name.first'));
    await waitFor(() => expect(payload().textContent).toContain('"first": "Édith"'));
  });

  it('sends an integer that JavaScript would round as a string on request', async () => {
    const user = await openRelation('orders');
    await waitFor(() => payload());
    await user.click(await within(payload()).findByRole('button', { name: 'Send as string' }));
    await waitFor(() => expect(payload().textContent).toContain('"customer_id": "9007199254740993"'));
  });
});

describe('summaryOf', () => {
  const payload = { key: ['1'], body: '{}', bytes: 2, issues: [] };
  const state = (more: object) =>
    ({
      result: { preview: mockPreview([payload, { ...payload, body: null }]) },
      outdatedParts: [],
      excluded: [],
      ...more,
    }) as unknown as PreviewState;

  it.each([
    ['', 1, { result: undefined }],
    ['Payload up to date, 1 of 2 rows rejected', 0, {}],
    ['Payload up to date, 1 row', 0, { result: { preview: mockPreview([payload]) } }],
    ['Making the preview, outdated payload', 0, { outdatedParts: ['mapping'] }],
    [
      '2 issues, The preview failed, outdated payload, without 1 field',
      2,
      { outdatedParts: ['mapping'], error: new ApiError('query_timeout'), excluded: [{}] },
    ],
  ])('returns %j', (text, issues, more) => expect(summaryOf(issues, state(more))).toBe(text));
});
