import { completionStatus, startCompletion } from '@codemirror/autocomplete';
import { EditorView } from '@codemirror/view';
import type { SampleRequest } from '@rowhook/contracts';
import { act, screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { delay, http } from 'msw';
import { describe, expect, it, vi } from 'vitest';
import { navigate } from '../../lib/url-state';
import { mockPreview } from '../../testing/mock-rows';
import { mock, Refusal } from '../../testing/mocks';
import { fill, openRelation, payload, renderApp } from '../../testing/render-app';
import { server } from '../../testing/server';
import { draftsOf } from '../../workbench/stored-drafts';

/** The editor, which is in a shadow root. An effect creates it, after the panel is in the document. */
async function findEditor(): Promise<EditorView> {
  const panel = await screen.findByRole('region', { name: 'SQL query' });
  return await waitFor(() => {
    const content = panel.firstElementChild?.shadowRoot?.querySelector<HTMLElement>('.cm-content');
    const editor = content && EditorView.findFromDOM(content);
    if (editor == null) throw new Error('There is no editor.');
    return editor;
  });
}

function write(editor: EditorView, text: string) {
  act(() => editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } }));
}

async function openQuery(text?: string): Promise<{ user: UserEvent; editor: EditorView }> {
  const user = renderApp();
  await user.click(await screen.findByRole('button', { name: 'Use the demo database' }));
  await user.click(await screen.findByRole('tab', { name: 'SQL query' }));
  const editor = await findEditor();
  if (text !== undefined) write(editor, text);
  return { user, editor };
}

const run = (user: UserEvent) => user.click(screen.getByRole('button', { name: /^Run/ }));

describe('SQL query', () => {
  it('shows its first rows and can be mapped, but is not in the URL', async () => {
    const { user } = await openQuery('SELECT * FROM customers');
    await run(user);
    const rows = await screen.findByRole('region', { name: 'First rows' });
    expect(within(rows).getByRole('columnheader', { name: 'id bigint' })).toBeTruthy();
    expect(within(rows).getByText('"Édith"')).toBeTruthy();
    expect(screen.getByText(/^First 10 rows · [\d.]+ m?s · read-only$/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Map these columns' }));
    await waitFor(() => expect(payload().textContent).toContain('"id": 9007199254740993'));
    expect(window.location.search).toBe('?source=query');
  });

  it('runs with Ctrl Enter and samples the text of the editor', async () => {
    const requested: unknown[] = [];
    server.events.on('request:start', ({ request }) => {
      if (request.url.endsWith('/samples'))
        void request
          .clone()
          .json()
          .then((body) => requested.push(body));
    });
    const { editor } = await openQuery('TABLE customers');
    act(() => {
      startCompletion(editor);
    });
    expect(completionStatus(editor.state)).not.toBeNull();
    act(() => {
      editor.contentDOM.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }),
      );
    });
    expect(completionStatus(editor.state)).toBeNull();
    await screen.findByRole('region', { name: 'First rows' });
    server.events.removeAllListeners();
    const wanted: Partial<SampleRequest> = { query: 'TABLE customers', refresh: true };
    expect(requested).toEqual([expect.objectContaining(wanted)]);
    expect(editor.state.doc.toString()).toBe('TABLE customers');
  });

  it('can have a key column', async () => {
    const { user } = await openQuery('SELECT 1');
    await run(user);
    const key = await screen.findByRole('combobox', { name: 'Key' });
    const described = vi.fn();
    server.events.on('request:start', described);
    await user.selectOptions(key, 'email');
    expect(screen.queryByText('Running…')).toBeNull();
    server.events.removeAllListeners();
    expect(described).not.toHaveBeenCalled();
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Map these columns' })).toHaveProperty('disabled', false),
    );
    expect(key).toHaveProperty('value', 'email');
  });

  it('can have a key of several columns, and finds a row by one of them', async () => {
    const { user } = await openQuery('SELECT 1');
    await run(user);
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Key' }), 'last_name');
    const second = await screen.findByRole('combobox', { name: 'Key, column 2' });
    expect(within(second).queryByRole('option', { name: 'last_name' })).toBeNull();
    await user.selectOptions(second, 'email');
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Key, column 3' }), 'id');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Key' }), 'remove');
    const mapButton = await screen.findByRole('button', { name: 'Map these columns' });
    await waitFor(() => expect(mapButton).toHaveProperty('disabled', false));
    await user.click(mapButton);
    const requested: unknown[] = [];
    server.use(
      mock('takeSample', ({ body }) => {
        requested.push(body);
        throw new Refusal('internal');
      }),
    );
    await user.click(await screen.findByRole('button', { name: 'Find a row' }));
    expect(screen.getByRole('combobox', { name: 'Column' })).toHaveProperty('value', '["email","id"]');
    await user.type(screen.getByRole('textbox', { name: 'id' }), '2{Enter}');
    await waitFor(() =>
      expect(requested.at(-1)).toMatchObject({
        key: ['email', 'id'],
        rows: { pick: { where: [{ column: 'id', is: '=', value: 2 }] } },
      }),
    );
  });

  it('is restored by Back after opening the URL of a query', async () => {
    act(() => navigate({ sourceName: 'query' }));
    const user = renderApp();
    await user.click(await screen.findByRole('button', { name: 'Use the demo database' }));
    const editor = await findEditor();
    write(editor, 'S');
    write(editor, 'SELECT 1');
    await run(user);
    await screen.findByRole('region', { name: 'First rows' });
    await user.click(screen.getByRole('button', { name: 'Map these columns' }));
    await waitFor(() => expect(payload().textContent).toContain('"email"'));
    act(() => window.history.back());
    expect((await findEditor()).state.doc.toString()).toBe('SELECT 1');
  });

  it('underlines an error at the position of Postgres, with message and hint', async () => {
    const text = "SELECT '😀', c.emial\nFROM customers c";
    const postgres = {
      message: 'column c.emial does not exist',
      hint: 'Perhaps you meant to reference the column "c.email".',
      position: 13,
    };
    server.use(mock('describeSource', new Refusal('query_invalid', { sqlstate: '42703', postgres })));
    const { user, editor } = await openQuery(text);
    await run(user);
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('column c.emial does not exist');
    expect(alert.textContent).toContain('Perhaps you meant');
    expect(alert.textContent).toContain('Line 1, column 13 · SQLSTATE 42703');
    expect(editor.dom.querySelector('.cm-lintRange-error')?.textContent).toBe('c.emial');
    expect(editor.state.selection.main.head).toBe(13);
    write(editor, 'SELECT 1');
    expect(screen.queryByRole('alert')).toBeNull();
    expect(editor.dom.querySelector('.cm-lintRange-error')).toBeNull();
  });

  it('asks for one statement', async () => {
    const postgres = { message: 'cannot insert multiple commands into a prepared statement' };
    server.use(mock('describeSource', new Refusal('query_invalid', { sqlstate: '42601', postgres })));
    const { user } = await openQuery('SELECT 1; SELECT 2');
    await run(user);
    expect((await screen.findByRole('alert')).textContent).toContain('Enter one statement.cannot insert');
  });

  it('does not ask for one statement after a syntax error while it runs', async () => {
    const postgres = { message: 'syntax error in tsquery: "a b"' };
    server.use(mock('takeSample', new Refusal('query_failed', { sqlstate: '42601', postgres })));
    const { user } = await openQuery("SELECT to_tsquery('a b')");
    await run(user);
    const text = (await screen.findByRole('alert')).textContent;
    expect(text).toContain('syntax error in tsquery');
    expect(text).not.toContain('Enter one statement.');
  });

  it('offers aliases for columns with the same name', async () => {
    const requested: (string | undefined)[] = [];
    server.use(
      mock('describeSource', ({ body }) => {
        requested.push(body.query);
        if (requested.length > 1) return { columns: [], key: [], warnings: [] };
        const message = 'Columns 1 and 2 are both named "id".';
        const errors = [{ pointer: '/query', code: 'duplicate_column', message }];
        throw new Refusal('source_invalid', { errors, columns: ['id', 'id'] });
      }),
    );
    const { user, editor } = await openQuery('SELECT 1 AS id, 2 AS id;');
    await run(user);
    expect((await screen.findByRole('alert')).textContent).toContain('Columns 1 and 2 are both named "id".');
    await user.click(screen.getByRole('button', { name: 'Add aliases' }));
    await waitFor(() => expect(requested).toHaveLength(2));
    expect(requested[1]).toBe('SELECT *\nFROM (\nSELECT 1 AS id, 2 AS id\n) AS q (id, id_2)\n');
    expect(editor.state.doc.toString()).toBe(requested[1]);
    expect(document.activeElement).toBe(await screen.findByRole('button', { name: /^Run/ }));
  });

  it('is cancelled by Cancel and by leaving the tab', async () => {
    let aborted = 0;
    server.use(
      http.post('/api/v1/describe', ({ request }) => {
        request.signal.addEventListener('abort', () => aborted++);
        return delay('infinite');
      }),
    );
    const { user } = await openQuery('SELECT pg_sleep(1000)');
    await run(user);
    await user.click(await screen.findByRole('button', { name: 'Cancel' }));
    expect(await screen.findByText(/^Cancelled\./)).toBeTruthy();
    await waitFor(() => expect(aborted).toBe(1));
    await run(user);
    await screen.findByRole('button', { name: 'Cancel' });
    await user.click(screen.getByRole('tab', { name: 'Tables and views' }));
    await waitFor(() => expect(aborted).toBe(2));
  });

  it('cannot be mapped after it was cancelled, even if older rows are shown', async () => {
    const { user, editor } = await openQuery('TABLE customers');
    await run(user);
    await screen.findByRole('region', { name: 'First rows' });
    const mapColumns = () => screen.getByRole('button', { name: 'Map these columns' });
    expect(mapColumns()).toHaveProperty('disabled', false);
    server.use(http.post('/api/v1/describe', () => delay('infinite')));
    write(editor, 'TABLE orders');
    await run(user);
    await user.click(await screen.findByRole('button', { name: 'Cancel' }));
    await screen.findByText(/^Cancelled\./);
    expect(screen.getByRole('region', { name: 'First rows' })).toBeTruthy();
    expect(mapColumns()).toHaveProperty('disabled', true);
    expect(screen.queryByRole('group', { name: 'Key' })).toBeNull();
  });

  it('can be mapped without rows', async () => {
    server.use(
      mock('takeSample', () => ({
        columns: [],
        columnErrors: [],
        rows: [],
        order: [],
        takenAt: '2026-01-01T00:00:00Z',
        warnings: [],
      })),
      mock('createPreview', () => mockPreview([], '2026-01-01T00:00:00Z')),
    );
    const { user } = await openQuery('SELECT 1 WHERE false');
    await run(user);
    expect(await screen.findByText(/^The query returns no rows now/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Map these columns' }));
    expect(await screen.findByRole('combobox', { name: 'Field path for email' })).toBeTruthy();
  });

  it('keeps the mapping after an edit, and marks fields without a column', async () => {
    const user = renderApp();
    await user.click(await screen.findByRole('button', { name: 'Use the demo database' }));
    await user.click(await screen.findByRole('tab', { name: 'SQL query' }));
    write(await findEditor(), 'TABLE customers');
    await run(user);
    await screen.findByRole('region', { name: 'First rows' });
    await user.click(screen.getByRole('button', { name: 'Map these columns' }));
    await screen.findByRole('combobox', { name: 'Field path for email' });
    server.use(
      mock('describeSource', () => ({
        columns: [],
        key: [],
        warnings: [],
      })),
    );
    await waitFor(() => expect(payload().textContent).toContain('"email"'));
    const previewed: unknown[] = [];
    server.use(
      mock('createPreview', ({ body }) => {
        previewed.push(...body.mapping.fields);
        throw new Refusal('internal');
      }),
    );
    await user.click(screen.getByRole('button', { name: /^Source/ }));
    const editor = await findEditor();
    expect(editor.state.doc.toString()).toBe('TABLE customers');
    write(editor, 'SELECT FROM customers');
    await run(user);
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Map these columns' })).toHaveProperty('disabled', false),
    );
    await user.click(screen.getByRole('button', { name: 'Map these columns' }));
    const path = await screen.findByRole('combobox', { name: 'Field path for email' });
    expect(path).toHaveProperty('value', 'email');
    const issues = await screen.findByRole('group', { name: /^Issues of / });
    expect(issues.textContent).toContain('There is no column');
    expect(screen.getByRole('button', { name: '13 issues' })).toBeTruthy();
    expect(await screen.findByText('internal', { exact: false })).toBeTruthy();
    expect(previewed).toEqual([]);
  });
});

describe('New query', () => {
  it('asks before the query is lost, and starts with the default mapping', async () => {
    const { user } = await openQuery('SELECT * FROM customers');
    await run(user);
    const map = () => screen.getByRole('button', { name: 'Map these columns' });
    await waitFor(() => expect(map()).toHaveProperty('disabled', false));
    await user.click(map());
    const path = () => screen.getByRole('combobox', { name: 'Field path for first_name' });
    await screen.findByRole('grid');
    fill(path(), 'user.name.first');
    await user.click(screen.getByRole('button', { name: /^Source/ }));

    await user.click(await screen.findByRole('button', { name: 'New query' }));
    const dialog = await screen.findByRole('dialog', { name: 'Replace the SQL query?' });
    expect(dialog.textContent).toContain('This query and its mapping will be lost:SELECT * FROM customers');
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    expect((await findEditor()).state.doc.toString()).toBe('SELECT * FROM customers');

    const before = await findEditor();
    expect(draftsOf('query')).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: 'New query' }));
    await user.click(await screen.findByRole('button', { name: 'Replace' }));
    await waitFor(async () => expect((await findEditor()).state.doc.toString()).toBe(''));
    expect(await findEditor()).not.toBe(before);
    expect(draftsOf('query')).toEqual([]);
    expect(screen.getByRole('button', { name: 'New query' })).toHaveProperty('disabled', true);
    write(await findEditor(), 'TABLE customers');
    await run(user);
    await waitFor(() => expect(map()).toHaveProperty('disabled', false));
    await user.click(map());
    await screen.findByRole('grid');
    expect(path()).toHaveProperty('value', 'first_name');
    expect(screen.queryByRole('button', { name: /^Undo:/ })).toBeNull();
  });
});

describe('Edit as query', () => {
  it('writes a SELECT with the columns, filter and key of the table', async () => {
    const user = await openRelation('orders');
    await user.click(screen.getByRole('button', { name: 'Add filter' }));
    await user.selectOptions(screen.getByRole('combobox', { name: 'Column' }), 'billing_city');
    await user.type(screen.getByRole('textbox', { name: 'Value' }), 'Paris{Enter}');
    await user.click(screen.getByRole('button', { name: /^Source/ }));
    await user.click(await screen.findByRole('button', { name: 'Edit as query' }));
    const text = (await findEditor()).state.doc.toString();
    expect(text).toMatch(/^SELECT id,\n {7}/);
    expect(text).toMatch(/\nFROM public\.orders\nWHERE billing_city = 'Paris'\n$/);
  });

  it('keeps the mapping', async () => {
    const user = await openRelation('orders');
    const path = () => screen.getByRole('combobox', { name: 'Field path for total' });
    fill(path(), 'amount.total');
    fill(screen.getByRole('combobox', { name: 'Field path for coupon' }), '');
    await user.click(screen.getByRole('button', { name: /^Source/ }));
    await user.click(await screen.findByRole('button', { name: 'Edit as query' }));
    await findEditor();
    await run(user);
    const map = screen.getByRole('button', { name: 'Map these columns' });
    await waitFor(() => expect(map).toHaveProperty('disabled', false));
    await user.click(map);
    await screen.findByRole('grid');
    expect(path()).toHaveProperty('value', 'amount.total');
    expect(screen.getByRole('combobox', { name: 'Field path for coupon' })).toHaveProperty('value', '');
    expect(screen.getByRole('button', { name: 'Undo: edit as query' })).toBeTruthy();
  });
});
