import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { newColumn } from '../../testing/columns';
import { newMappingStore } from '../../testing/new-mapping-store';
import { MappingContext } from '../context';
import { PathInput } from './path-cell';

it.each([
  ['one cell of a spreadsheet', 'user.id\r\n', true],
  ['several cells', 'user.id\r\nuser.name\r\n', false],
])('PathInput leaves pasting of %s to the browser: %s', (_what, text, isLeft) => {
  const store = newMappingStore([newColumn('id')]);
  render(
    <MappingContext value={store}>
      <PathInput id={1} label="Field path" value="id" tabStop invalid={false} describedBy={undefined} />
    </MappingContext>,
  );
  const clipboardData = { getData: () => text };
  expect(fireEvent.paste(screen.getByRole('combobox'), { clipboardData })).toBe(isLeft);
  expect(store.get().draft.fields.map(({ to }) => to)).toEqual([isLeft ? 'id' : 'user.id']);
});
