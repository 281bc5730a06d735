import { QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createQueryClient } from '../../api/queries';
import { connected } from '../../api/session';
import { newColumn } from '../../testing/columns';
import { TAKEN_AT, mockPreview } from '../../testing/mock-rows';
import { Refusal, mock, mockConnection } from '../../testing/mocks';
import { newWorkbench } from '../../testing/new-workbench';
import { server } from '../../testing/server';
import { WorkbenchContext, SampleContext, type ShownSample } from '../context';
import MatchDialog from './match-dialog';

const shown: ShownSample = {
  rows: { limit: 10, pick: 'first' },
  sample: {
    columns: ['email'],
    columnErrors: [],
    rows: [],
    order: [],
    takenAt: TAKEN_AT,
    warnings: [],
  },
};

/** The dialog alone, with an example. */
function open(example: object) {
  connected(mockConnection);
  const workbench = newWorkbench([newColumn('email')], {
    relation: { schema: 'public', name: 'customers' },
  });
  workbench.receiver.example.set(JSON.stringify(example));
  render(
    <QueryClientProvider client={createQueryClient()}>
      <WorkbenchContext value={workbench}>
        <SampleContext value={shown}>
          <MatchDialog onClose={() => undefined} />
        </SampleContext>
      </WorkbenchContext>
    </QueryClientProvider>,
  );
}

describe('the resulting payload', () => {
  it('is announced while it is made, and named as missing only without rows', async () => {
    server.use(mock('createPreview', () => mockPreview([])));
    open({ mail: 'a@b.cc' });
    expect(screen.getByText('Making the preview')).toBeTruthy();
    expect(await screen.findByText('There is no row to show.')).toBeTruthy();
  });

  it('shows why it could not be made', async () => {
    server.use(mock('createPreview', new Refusal('lock_timeout')));
    open({ mail: 'a@b.cc' });
    expect(await screen.findByText('public.customers is locked.')).toBeTruthy();
  });
});

describe('a choice', () => {
  const field = () =>
    screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'JSON that the receiver expects' });
  const tick = () => screen.getByRole<HTMLInputElement>('checkbox', { name: 'Fill mail' });
  const pasteOver = (start: number) => {
    field().setSelectionRange(start, field().value.length);
    fireEvent.paste(field());
    fireEvent.change(field(), { target: { value: '{"mail": "c@d.ee"}' } });
  };

  it('is forgotten when another example is pasted over all of the text', () => {
    server.use(mock('createPreview', () => mockPreview([])));
    open({ mail: 'a@b.cc' });
    const proposed = tick().checked;
    fireEvent.click(tick());
    pasteOver(1);
    expect(tick().checked).toBe(!proposed);
    pasteOver(0);
    expect(tick().checked).toBe(proposed);
  });
});
