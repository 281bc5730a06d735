import { QueryClientProvider } from '@tanstack/react-query';
import { act, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, onTestFinished } from 'vitest';
import { createQueryClient } from '../api/queries';
import { MappingContext, resetWorkbench } from '../workbench/context';
import { MappingPane } from '../workbench/mapping-pane';
import { ShownDialog } from '../workbench/shown-dialog';
import { createMappingStore, type MappingStore } from '../workbench/store';
import { mockTable } from './mock-source';

/** The mapping pane of a table and its dialogs. It renders much faster than the page, but nothing reads rows or payloads. */
export function renderPane(name: string, primaryKey?: readonly string[]) {
  const { detail } = mockTable(name);
  const store = createMappingStore({ schema: 'public', name }, detail.columns);
  const user = userEvent.setup();
  onTestFinished(resetWorkbench);
  render(
    <QueryClientProvider client={createQueryClient()}>
      <MappingContext value={store}>
        <MappingPane onOpenElsewhere={() => undefined} primaryKey={primaryKey ?? detail.primaryKey} />
        <ShownDialog />
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
