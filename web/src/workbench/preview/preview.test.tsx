import type { Mapping, PreviewRequest } from '@rowhook/contracts';
import { QueryClientProvider, onlineManager } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { connected } from '../../api/session';
import { createQueryClient } from '../../api/queries';
import { parseUrlState } from '../../lib/url-state';
import type { Draft } from '../../mapping/model';
import { mockPreview } from '../../testing/mock-rows';
import { mockTable } from '../../testing/mock-source';
import { Refusal, mock, mockConnection } from '../../testing/mocks';
import { server } from '../../testing/server';
import { newColumn } from '../../testing/columns';
import { newWorkbench } from '../../testing/new-workbench';
import { useDebouncedMapping } from './debounced-mapping';
import { usePreview, type PreviewState } from './preview';

describe('useDebouncedMapping', () => {
  it('includes the fields of a column again when the column returns', () => {
    const draft: Draft = { fields: [{ id: 1, to: 'mail', value: { kind: 'column', column: 'email' } }] };
    const { mapping: store } = newWorkbench([newColumn('id')], { draft });
    const { result } = renderHook(() => useDebouncedMapping(store));
    const fields = () => (JSON.parse(result.current.text) as Mapping).fields;
    expect(fields()).toEqual([]);
    expect(result.current.excluded).toEqual([{ id: 1, name: 'email', reason: 'no such column' }]);
    act(() => store.setColumns([newColumn('id'), newColumn('email')]));
    expect(fields()).toEqual([{ to: 'mail', column: 'email' }]);
    expect(result.current.excluded).toEqual([]);
  });
});

describe('usePreview', () => {
  const urlState = parseUrlState('?schema=public&relation=customers');
  const { schema, name, columns } = mockTable('customers').detail;
  const relation = { schema, name };

  const open = () => {
    connected(mockConnection);
    const workbench = newWorkbench(columns, { relation });
    const { mapping: store } = workbench;
    const seen: PreviewState[] = [];
    const client = createQueryClient();
    const { result } = renderHook(
      () => {
        const state = usePreview(workbench, urlState, () => undefined);
        seen.push(state);
        return state;
      },
      { wrapper: (props: { children: ReactNode }) => <QueryClientProvider client={client} {...props} /> },
    );
    const field = store.get().draft.fields.find(({ to }) => to === 'phone');
    const type = (to: string) => act(() => store.dispatch({ type: 'path', id: field?.id ?? 0, to }));
    return { store, result, seen, type };
  };
  const ready = async (page: ReturnType<typeof open>) => {
    await waitFor(() => expect(page.result.current.result).toBeDefined());
    return page;
  };

  const body = ({ result }: PreviewState) => result?.preview.payloads[0]?.body;

  afterEach(() => onlineManager.setOnline(true));

  it('is outdated until a preview of the current mapping arrives', async () => {
    const { result, type } = await ready(open());
    expect(result.current.outdatedParts).toEqual([]);
    type('contact.phone');
    expect(result.current.outdatedParts).toEqual(['mapping']);
    await waitFor(() => expect(result.current.outdatedParts).toEqual([]));
    expect(result.current.result?.preview.payloads[0]?.body).toContain('"contact"');
  });

  it('shows only the latest of ten edits, in any order of responses', async () => {
    const page = await ready(open());
    const first = body(page.result.current);
    const requested: string[] = [];
    const responses: (() => void)[] = [];
    let aborted = 0;
    server.use(
      http.post('/api/v1/previews', async ({ request }) => {
        request.signal.addEventListener('abort', () => aborted++);
        const { mapping } = (await request.json()) as PreviewRequest;
        const to = mapping.fields.find((field) => 'column' in field && field.column === 'phone')?.to ?? '';
        const responded = new Promise<void>((resolve) => responses.push(resolve));
        requested.push(to);
        await responded;
        return HttpResponse.json(mockPreview([{ key: ['1'], body: to, bytes: to.length, issues: [] }]));
      }),
    );
    for (let edit = 0; edit < 10; edit++) {
      page.type(`edit_${edit}`);
      // After every third edit, wait for its request.
      if (edit % 3 === 0) await waitFor(() => expect(requested).toContain(`edit_${edit}`));
    }
    expect(requested).toEqual(['edit_0', 'edit_3', 'edit_6', 'edit_9']);
    await waitFor(() => expect(aborted).toBe(3));
    responses.reverse().forEach((respond) => respond());
    await waitFor(() => expect(body(page.result.current)).toBe('edit_9'));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect([...new Set(page.seen.map(body))]).toEqual([undefined, first, 'edit_9']);
    expect(body(page.result.current)).toBe('edit_9');
  });

  it.each(['', 'contact.', 'email', 'email.x', 'a b'])(
    'previews the other fields while a path is %j',
    async (to) => {
      const { store, result, type } = await ready(open());
      type(to);
      await waitFor(() => expect(result.current.excluded).toMatchObject([{ name: 'phone' }]));
      expect(result.current.outdatedParts).toEqual([]);
      const other = store.get().draft.fields.find((field) => field.to === 'last_name')?.id ?? 0;
      act(() => store.dispatch({ type: 'path', id: other, to: 'surname' }));
      await waitFor(() => expect(body(result.current)).toContain('"surname"'));
      expect(body(result.current)).toContain('"email"');
      expect(body(result.current)).not.toContain('phone');
    },
  );

  it('omits a field that the engine rejects until the field is edited', async () => {
    const page = await ready(open());
    const refused = { pointer: '/mapping/fields/0/column', code: 'unknown_column', message: 'It is gone.' };
    const asked: string[][] = [];
    server.use(
      mock('createPreview', ({ body: { mapping } }) => {
        asked.push(mapping.fields.map(({ to }) => to));
        if (mapping.fields[0]?.to === 'id') throw new Refusal('mapping_invalid', { errors: [refused] });
        return mockPreview([{ key: [], body: '{}', bytes: 2, issues: [] }]);
      }),
    );
    page.type('mobile');
    await waitFor(() =>
      expect(page.result.current.excluded).toMatchObject([{ name: 'id', reason: 'It is gone.' }]),
    );
    expect(page.result.current.outdatedParts).toEqual([]);
    expect(page.seen.every(({ error }) => error === undefined)).toBe(true);
    const { id } = page.store.get().draft.fields[0] ?? { id: 0 };
    act(() => page.store.dispatch({ type: 'path', id, to: 'key' }));
    await waitFor(() => expect(page.result.current.excluded).toEqual([]));
    expect(asked.map(([first]) => first)).toEqual(['id', 'first_name', 'key']);
  });

  it('includes a rejected field again after a refresh if the engine accepts it', async () => {
    const page = await ready(open());
    const refused = { pointer: '/mapping/fields/0/column', code: 'unknown_column', message: 'It is gone.' };
    server.use(
      mock('createPreview', ({ body: { mapping } }) => {
        if (mapping.fields[0]?.to === 'id') throw new Refusal('mapping_invalid', { errors: [refused] });
        return mockPreview([]);
      }),
    );
    page.type('mobile');
    await waitFor(() => expect(page.result.current.excluded).toMatchObject([{ name: 'id' }]));
    server.resetHandlers();
    act(() => page.result.current.refresh());
    await waitFor(() => expect(page.result.current.excluded).toEqual([]));
    expect(body(page.result.current)).toContain('"id"');
  });

  it('shows payloads and rows of the same sample', async () => {
    const page = await ready(open());
    const later = '2026-11-02T10:48:00Z';
    server.use(
      mock('takeSample', () => ({
        columns: ['id'],
        rows: [],
        order: [],
        columnErrors: [],
        takenAt: later,
        warnings: [],
      })),
      mock('createPreview', () => mockPreview([], later)),
    );
    page.type('mobile');
    await waitFor(() => expect(page.result.current.shownSample?.sample.takenAt).toBe(later));
    await waitFor(() => expect(page.result.current.outdatedParts).toEqual([]));
    for (const { shownSample, result } of page.seen.filter((state) => state.result !== undefined))
      expect(shownSample?.sample.takenAt).toBe(result?.preview.sample.takenAt);
  });

  it('requests the sample once if the engine keeps no samples', async () => {
    const page = await ready(open());
    let count = 0;
    const taken = () => new Date(Date.UTC(2026, 10, 3, 0, 0, ++count)).toISOString();
    const asked: string[] = [];
    server.use(
      mock('takeSample', () => {
        asked.push('sample');
        return { columns: [], rows: [], order: [], columnErrors: [], takenAt: taken(), warnings: [] };
      }),
      mock('createPreview', () => {
        asked.push('preview');
        return { ...mockPreview([]), sample: { takenAt: taken(), reused: false } };
      }),
    );
    page.type('mobile');
    await waitFor(() => expect(page.result.current.result?.preview.payloads).toEqual([]));
    expect(asked).toEqual(['preview', 'sample', 'preview']);
  });

  it('sends requests while the browser is offline', async () => {
    onlineManager.setOnline(false);
    const { result } = await ready(open());
    expect(result.current.error).toBeUndefined();
  });
});
