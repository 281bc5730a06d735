import { MAPPING_LIMITS } from '@rowhook/contracts';
import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { newColumn } from '../testing/columns';
import { mockTable } from '../testing/mock-source';
import { newMappingStore } from '../testing/new-mapping-store';
import { DetailContext, MappingContext } from './context';
import { MappingPane } from './mapping-pane';

it('MappingPane shows what is wrong with the whole mapping beside the issues of its fields', () => {
  const fields = Array.from({ length: MAPPING_LIMITS.fields + 1 }, (_, index) => ({
    id: index + 1,
    to: `f${index}`,
    value: { kind: 'column' as const, column: index === 0 ? 'gone' : 'id' },
  }));
  const store = newMappingStore([newColumn('id')], { draft: { fields } });
  render(
    <MappingContext value={store}>
      <DetailContext value={mockTable('orders').detail}>
        <MappingPane onOpenElsewhere={() => undefined} />
      </DetailContext>
    </MappingContext>,
  );
  expect(screen.getByRole('button', { name: '1 issue' })).toBeTruthy();
  expect(screen.getByText(store.get().validation.mappingErrors[0] ?? 'nothing')).toBeTruthy();
});
