import type { Condition } from '@rowhook/contracts';
import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { newColumn } from '../testing/columns';
import { ConditionForm } from './condition-form';
import { Filter } from './filter';

const columns = ['city', 'name'].map((name) => newColumn(name, 'text'));
const NO_ERRORS = new Map();
const value = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Value' });

function Filtered({ initial }: { initial: Condition[] }) {
  const [conditions, setConditions] = useState(initial);
  const [edited, setEdited] = useState<number>();
  return (
    <Filter
      columns={columns}
      conditions={conditions}
      errors={NO_ERRORS}
      onChange={setConditions}
      edited={edited}
      onEdit={setEdited}
    />
  );
}

describe('Filter', () => {
  const conditions: Condition[] = [
    { column: 'city', is: '=', value: 'Paris' },
    { column: 'name', is: '=', value: 'Noah' },
  ];
  const remove = (text: string) =>
    fireEvent.click(screen.getByRole('button', { name: `Remove filter: ${text}` }));

  it('keeps the condition being written when another one is removed', () => {
    render(<Filtered initial={conditions} />);
    fireEvent.click(screen.getByRole('button', { name: 'Add filter' }));
    fireEvent.change(value(), { target: { value: 'Ly' } });
    remove('city is Paris');
    expect(value().value).toBe('Ly');
    fireEvent.click(screen.getByRole('button', { name: 'Apply filter' }));
    expect(screen.getAllByTitle(/^Change/).map(({ textContent }) => textContent)).toEqual([
      'name is Noah',
      'city is Ly',
    ]);
  });

  it('closes the form of a condition that is removed', () => {
    render(<Filtered initial={conditions} />);
    fireEvent.click(screen.getByRole('button', { name: 'name is Noah' }));
    expect(value().value).toBe('Noah');
    remove('name is Noah');
    expect(screen.queryByRole('textbox', { name: 'Value' })).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Add filter' }));
  });
});

describe('ConditionForm', () => {
  const renderForm = (condition?: Condition) => {
    const onSubmit = vi.fn();
    render(
      <ConditionForm
        columns={columns}
        condition={condition}
        error={undefined}
        submitLabel="Apply filter"
        onSubmit={onSubmit}
        onCancel={() => undefined}
      />,
    );
    return onSubmit;
  };

  it('keeps the focus on the column, which each arrow key changes', () => {
    renderForm();
    const column = screen.getByRole('combobox', { name: 'Column' });
    column.focus();
    fireEvent.change(column, { target: { value: 'name' } });
    expect(document.activeElement).toBe(column);
  });

  it.each(['ctrlKey', 'metaKey'])('submits a list with %s and Enter', (modifier) => {
    const onSubmit = renderForm({ column: 'city', is: 'in', value: ['Paris'] });
    fireEvent.keyDown(value(), { key: 'Enter' });
    expect(onSubmit).not.toHaveBeenCalled();
    fireEvent.keyDown(value(), { key: 'Enter', [modifier]: true });
    expect(onSubmit).toHaveBeenCalledOnce();
  });
});
