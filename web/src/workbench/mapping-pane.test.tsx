import { MAPPING_LIMITS } from '@rowhook/contracts';
import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { relationDetail } from '../lib/source';
import { newColumn } from '../testing/columns';
import { mockTable } from '../testing/mock-source';
import { newWorkbench } from '../testing/new-workbench';
import { DetailContext, WorkbenchContext } from './context';
import { MappingPane } from './mapping-pane';

it('MappingPane shows what is wrong with the whole mapping beside the issues of its fields', () => {
  const fields = Array.from({ length: MAPPING_LIMITS.fields + 1 }, (_, index) => ({
    id: index + 1,
    to: `f${index}`,
    value: { kind: 'column' as const, column: index === 0 ? 'gone' : 'id' },
  }));
  const workbench = newWorkbench([newColumn('id')], { draft: { fields } });
  render(
    <WorkbenchContext value={workbench}>
      <DetailContext value={relationDetail(mockTable('orders').detail)}>
        <MappingPane onOpenElsewhere={() => undefined} />
      </DetailContext>
    </WorkbenchContext>,
  );
  expect(screen.getByRole('button', { name: '1 issue' })).toBeTruthy();
  expect(screen.getByText(workbench.mapping.get().validation.mappingErrors[0] ?? 'nothing')).toBeTruthy();
});
