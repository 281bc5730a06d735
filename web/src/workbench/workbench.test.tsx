import type { PreviewRequest } from '@rowhook/contracts';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { session } from '../api/connection';
import { navigate } from '../lib/url-state';
import { mockPreview } from '../testing/mock-rows';
import { relation } from '../testing/mock-source';
import { mock, Refusal } from '../testing/mocks';
import { fill, openRelation, path, payload, pickRelation, renderApp } from '../testing/render-app';
import { server } from '../testing/server';
import { focusedField } from './context';

/** The summary is updated after a pause without changes. */
const SUMMARY = { timeout: 15_000 };

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
    act(() => navigate({ relation: { schema: 'public', name: 'orders' }, mapping: 'tree' }));
    await screen.findByRole('treeitem', { name: /customer_id/ });
    expect(focusedField.get()).toBeUndefined();
  });

  it('nests paths with dots', async () => {
    await openRelation('customers');
    type('first_name', 'user.name.first');
    await waitFor(() => expect(payload().textContent).toMatch(/"user": \{\s*"name": \{\s*"first": "Édith"/));
  });

  it('limits the number of rows to 1 to 100, with a message', async () => {
    const user = await openRelation('customers');
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
    const user = await openRelation('customers');
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
    expect(screen.getAllByText(/without 1 field$/)).toHaveLength(2);
    await user.click(screen.getByRole('button', { name: 'Use user.is_active' }));
    await waitFor(() => expect(payload().textContent).toMatch(/"is_active": true/));
    expect(screen.queryByText(/without 1 field$/)).toBeNull();
  });

  it('names the steps to undo and redo', async () => {
    const user = await openRelation('customers');
    await user.click(screen.getByRole('button', { name: 'Remove phone' }));
    expect(screen.queryByRole('combobox', { name: 'Field path for phone' })).toBeNull();
    await waitFor(() => expect(document.activeElement).toBe(path('birthday')));
    await user.click(screen.getByRole('button', { name: 'Undo: remove phone' }));
    expect(path('phone')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Redo: remove phone' }));
    expect(screen.queryByRole('combobox', { name: 'Field path for phone' })).toBeNull();
  });

  it('shows only the latest of ten edits, in any order of responses', async () => {
    await openRelation('customers');
    await waitFor(() => expect(payload().textContent).toContain('"first_name"'));
    const requested: string[] = [];
    const responses: (() => void)[] = [];
    let aborted = 0;
    server.use(
      http.post('/api/v1/previews', async ({ request }) => {
        request.signal.addEventListener('abort', () => aborted++);
        const { mapping } = (await request.json()) as PreviewRequest;
        const first = mapping.fields.find((field) => 'column' in field && field.column === 'first_name');
        const body = `{"value":"${first?.to ?? ''}"}`;
        const responded = new Promise<void>((resolve) => responses.push(resolve));
        requested.push(first?.to ?? '');
        await responded;
        return HttpResponse.json(mockPreview([{ key: ['1'], body, bytes: body.length, issues: [] }]));
      }),
    );
    for (let edit = 0; edit < 10; edit++) {
      fireEvent.change(path('first_name'), { target: { value: `edit_${edit}` } });
      // After every third edit, wait for its request.
      if (edit % 3 === 0) await waitFor(() => expect(requested).toContain(`edit_${edit}`));
    }
    expect(requested).toEqual(['edit_0', 'edit_3', 'edit_6', 'edit_9']);
    await waitFor(() => expect(aborted).toBe(3));
    responses.reverse().forEach((respond) => respond());
    await waitFor(() => expect(payload().textContent).toContain('edit_9'));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(payload().textContent).toContain('edit_9');
  });

  it('announces issues, omitted fields and outdated payloads', async () => {
    await openRelation('customers');
    expect(await screen.findByText('Payload up to date, 10 rows', undefined, SUMMARY)).toBeTruthy();
    type('phone', '');
    expect(
      await screen.findByText('1 issue, Payload up to date, 10 rows, without 1 field', undefined, SUMMARY),
    ).toBeTruthy();
    server.use(mock('createPreview', new Refusal('query_timeout')));
    type('phone', 'telephone');
    expect(await screen.findByText(/^The preview failed, outdated payload/, undefined, SUMMARY)).toBeTruthy();
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
    await openRelation('customers');
    await waitFor(() => payload());
    const errors = [
      { pointer: '/mapping/fields/1/to', code: 'unknown_column', message: 'There is no column.' },
    ];
    server.use(
      http.post('/api/v1/previews', async ({ request }) => {
        const { mapping } = (await request.clone().json()) as PreviewRequest;
        if (!mapping.fields.some(({ to }) => to === 'first_name')) return undefined;
        const { problem } = new Refusal('mapping_invalid', { errors });
        return HttpResponse.json(problem, { status: problem.status });
      }),
    );
    type('email', 'mail');
    await waitFor(() => expect(payload().textContent).toContain('"mail"'));
    await waitFor(() => expect(path('first_name').getAttribute('aria-invalid')).toBe('true'));
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
    const user = await openRelation('customers');
    await waitFor(() => payload());
    await user.click(await within(payload()).findByRole('button', { name: 'Send as string' }));
    await waitFor(() => expect(payload().textContent).toContain('"id": "9007199254740993"'));
  });

  it('adds a template of several columns', async () => {
    const user = await openRelation('customers');
    await user.click(screen.getByRole('button', { name: 'Add field' }));
    await user.click(await screen.findByRole('menuitem', { name: /^Combine columns/ }));
    fill(await screen.findByRole('combobox', { name: 'Template' }), '{first_name} {last_name}');
    await waitFor(() => expect(payload().textContent).toContain(`"text": "Édith O'Brien"`));
  });

  it('shows the exact body in Raw', async () => {
    const user = await openRelation('orders');
    await waitFor(() => payload());
    await user.click(screen.getByRole('button', { name: 'Raw' }));
    expect(payload().textContent).toBe(
      '{"id":1,"customer_id":9007199254740993,"billing_city":"Paris","billing_zip":"75000","total":12.90,"coupon":null}',
    );
    expect(window.location.search).toContain('view=raw');
  });
});
