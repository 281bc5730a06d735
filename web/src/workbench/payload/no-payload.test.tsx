import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { createStore } from '../../lib/store';
import { newWorkbench } from '../../testing/new-workbench';
import { WorkbenchContext } from '../context';
import { NoRows } from './no-payload';
import type { Source } from '@rowhook/contracts';

it('NoRows names the conditions of the filter in which no such row was found', () => {
  const relation = { schema: 'public', name: 'orders' };
  const source = createStore<Source>({
    relation,
    where: [
      { column: 'country', is: '=', value: 'DE' },
      { column: 'x', is: 'null' },
    ],
  });
  render(
    <WorkbenchContext value={newWorkbench([], { source })}>
      <NoRows
        pick={{ where: [{ column: 'id', is: '=', value: 1 }] }}
        name="public.orders"
        rowSecurity={false}
      />
    </WorkbenchContext>,
  );
  expect(screen.getByText('No such row matches the filter: country is DE and x is NULL.')).toBeTruthy();
});
