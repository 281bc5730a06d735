import { endpoints } from '@rowhook/contracts';
import { QueryClientProvider } from '@tanstack/react-query';
import { act, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, onTestFinished } from 'vitest';
import { connected } from '../api/connection';
import { createQueryClient } from '../api/queries';
import { MappingContext, SampleContext, resetWorkbench } from '../workbench/context';
import { MappingPane } from '../workbench/mapping-pane';
import { ShownDialog } from '../workbench/shown-dialog';
import { createMappingStore, type MappingStore } from '../workbench/store';
import { mockTable } from './mock-source';
import { connect, mockSample } from './mocks';

/** The mapping pane of a table with its first rows, and the dialogs. Renders much faster than the page, but makes no previews. */
export function renderPane(name: string, primaryKey?: readonly string[]) {
  const { detail } = mockTable(name);
  const relation = { schema: 'public', name };
  const store = createMappingStore(relation, detail.columns);
  const rows = { limit: 10, pick: 'first' } as const;
  const sample = endpoints.takeSample.response.parse(mockSample({ relation, rows, refresh: false }));
  const user = userEvent.setup();
  connected(connect({ use: 'demo' }), 'demo');
  onTestFinished(resetWorkbench);
  render(
    <QueryClientProvider client={createQueryClient()}>
      <MappingContext value={store}>
        <SampleContext value={{ rows, sample }}>
          <MappingPane onOpenElsewhere={() => undefined} primaryKey={primaryKey ?? detail.primaryKey} />
          <ShownDialog />
        </SampleContext>
      </MappingContext>
    </QueryClientProvider>,
  );
  return { user, store };
}

/** Undoes the last edit, whose name is given. */
export function undo(store: MappingStore, name: string): void {
  expect(store.get().past.at(-1)?.name).toBe(name);
  act(() => store.dispatch({ type: 'undo' }));
}

/** What the field with this path sends. */
export function valueAt(store: MappingStore, path: string) {
  return store.get().draft.fields.find(({ to }) => to === path)?.value;
}
