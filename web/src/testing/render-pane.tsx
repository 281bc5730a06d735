import { endpoints } from '@rowhook/contracts';
import { QueryClientProvider } from '@tanstack/react-query';
import { act, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, onTestFinished } from 'vitest';
import { connected } from '../api/session';
import { createQueryClient } from '../api/queries';
import { relationDetail } from '../lib/source';
import { DetailContext, SampleContext, WorkbenchContext } from '../workbench/context';
import { MappingPane } from '../workbench/mapping-pane';
import { ShownDialog } from '../workbench/shown-dialog';
import type { MappingStore } from '../workbench/store';
import { resetWorkbench } from '../workbench/ui-state';
import { mockTable } from './mock-source';
import { connect, mockSample } from './mocks';
import { newWorkbench } from './new-workbench';

/** The mapping pane of a table with its first rows, and the dialogs. Renders much faster than the page, but makes no previews. */
export function renderPane(name: string, keyColumns?: string[]) {
  const { detail } = mockTable(name);
  const relation = { schema: 'public', name };
  const workbench = newWorkbench(detail.columns, { relation });
  const rows = { limit: 10, pick: 'first' } as const;
  const sample = endpoints.takeSample.response.parse(mockSample({ relation, rows, refresh: false }));
  const user = userEvent.setup();
  connected(connect({ use: 'demo' }), 'demo');
  onTestFinished(resetWorkbench);
  render(
    <QueryClientProvider client={createQueryClient()}>
      <WorkbenchContext value={workbench}>
        <DetailContext value={{ ...relationDetail(detail), keyColumns: keyColumns ?? detail.primaryKey }}>
          <SampleContext value={{ rows, sample }}>
            <MappingPane onOpenElsewhere={() => undefined} />
            <ShownDialog />
          </SampleContext>
        </DetailContext>
      </WorkbenchContext>
    </QueryClientProvider>,
  );
  return { user, store: workbench.mapping, receiver: workbench.receiver };
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
