import { MAPPING_LIMITS } from '@rowhook/contracts';
import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { newColumn } from '../testing/columns';
import { MappingContext } from './context';
import { MappingPane } from './mapping-pane';
import { createMappingStore } from './store';

it('MappingPane shows what is wrong with the whole mapping beside the issues of its fields', () => {
  const fields = Array.from({ length: MAPPING_LIMITS.fields + 1 }, (_, index) => ({
    id: index + 1,
    to: `f${index}`,
    value: { kind: 'column' as const, column: index === 0 ? 'gone' : 'id' },
  }));
  const store = createMappingStore({ schema: 'public', name: 't' }, [newColumn('id')], { draft: { fields } });
  render(
    <MappingContext value={store}>
      <MappingPane primaryKey={[]} onOpenElsewhere={() => undefined} />
    </MappingContext>,
  );
  expect(screen.getByRole('button', { name: '1 issue' })).toBeTruthy();
  expect(screen.getByText(store.get().validation.mappingErrors[0] ?? 'nothing')).toBeTruthy();
});
