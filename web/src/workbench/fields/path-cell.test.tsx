import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { newColumn } from '../../testing/columns';
import { newWorkbench } from '../../testing/new-workbench';
import { WorkbenchContext, useMapping } from '../context';
import { PathInput } from './path-cell';

it.each([
  ['one cell of a spreadsheet', 'user.id\r\n', true],
  ['several cells', 'user.id\r\nuser.name\r\n', false],
])('PathInput leaves pasting of %s to the browser: %s', (_what, text, isLeft) => {
  const workbench = newWorkbench([newColumn('id')]);
  render(
    <WorkbenchContext value={workbench}>
      <PathInput id={1} label="Field path" value="id" tabStop invalid={false} describedBy={undefined} />
    </WorkbenchContext>,
  );
  const clipboardData = { getData: () => text };
  expect(fireEvent.paste(screen.getByRole('combobox'), { clipboardData })).toBe(isLeft);
  expect(workbench.mapping.get().draft.fields.map(({ to }) => to)).toEqual([isLeft ? 'id' : 'user.id']);
});

describe('Enter and Tab', () => {
  const typeInto = (mapped: string, typed: string) => {
    const workbench = newWorkbench([newColumn('first_name'), newColumn('last_name')]);
    workbench.mapping.dispatch({ type: 'path', id: 1, to: mapped });
    const user = userEvent.setup();
    function Path() {
      const value = useMapping(({ draft }) => draft.fields[1]?.to) ?? '';
      return <PathInput id={2} label="Path" value={value} tabStop invalid={false} describedBy={undefined} />;
    }
    render(
      <WorkbenchContext value={workbench}>
        <Path />
      </WorkbenchContext>,
    );
    const input = screen.getByRole('combobox');
    return {
      press: async (keys: string) => {
        await user.clear(input);
        await user.type(input, typed.replaceAll('[', '[[') + keys);
        return workbench.mapping.get().draft.fields[1]?.to;
      },
    };
  };

  it.each([
    ['address[0]', 'addr'],
    ['address_lines[0]', 'address'],
    ['user.name.first', 'user.n'],
  ])('Enter keeps a path without a conflict: with %s, %j', async (mapped, typed) => {
    const { press } = typeInto(mapped, typed);
    expect(await press('{Enter}')).toBe(typed.trim());
    expect(screen.queryByRole('option')).toBeNull();
  });

  it.each([
    ['id.x', 'id'],
    ['items[0].x', 'items[0]'],
  ])('Enter keeps a path with a conflict instead of adding a dot: with %s, %j', async (mapped, typed) => {
    const { press } = typeInto(mapped, typed);
    expect(await press('{Enter}')).toBe(typed);
    expect(await press('{Tab}')).toBe(`${typed}.`);
  });

  it('Tab accepts the first suggestion', async () => {
    const { press } = typeInto('user.name.first', 'u');
    expect(await press('{Tab}')).toBe('user.name.last');
  });

  // Each begins without a list: one that has just closed ignores arrow keys until the next frame.
  it.each([
    ['{ArrowDown}{Enter}', 'user.name.last'],
    ['{ArrowDown}{ArrowDown}{Enter}', 'user.'],
  ])('accept a suggestion that was chosen: %s', async (keys, to) => {
    const { press } = typeInto('user.name.first', 'u');
    expect(await press(keys)).toBe(to);
  });

  it.each([
    ['user.name.first', 'user.', 'user.last_name'],
    ['user.name.first', 'user.name', 'user.name.last'],
    ['user.name.first', 'user.name.', 'user.name.last'],
  ])('accept the first suggestion where the text is no path yet: with %s, %s', async (mapped, typed, to) => {
    const { press } = typeInto(mapped, typed);
    expect(await press('{Enter}')).toBe(to);
    expect(await press('{Tab}')).toBe(to);
  });
});
