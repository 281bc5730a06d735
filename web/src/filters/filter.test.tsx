import type { Condition } from '@rowhook/contracts';
import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { newColumn } from '../testing/columns';
import { ConditionForm } from './condition-form';
import { Filter } from './filter';
import { FindForm } from './find-form';

const columns = [newColumn('city', 'text'), newColumn('name', 'text'), newColumn('active', 'bool')];
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

/** Selects as an arrow key does in a closed list, and expects that the list keeps the focus. */
function changeByKey(label: string, next: string) {
  const list = screen.getByRole<HTMLSelectElement>('combobox', { name: label });
  list.focus();
  fireEvent.change(list, { target: { value: next } });
  expect(list.value).toBe(next);
  expect(document.activeElement).toBe(list);
}

describe('FindForm', () => {
  it('begins at the value, and keeps the focus on the column', () => {
    render(
      <FindForm
        columns={columns}
        keyColumns={[]}
        found={undefined}
        errors={NO_ERRORS}
        onSubmit={() => undefined}
        onCancel={() => undefined}
      />,
    );
    expect(document.activeElement).toBe(value());
    changeByKey('Column', JSON.stringify(['name']));
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

  it.each([
    ['Column', 'name'],
    ['Column', 'active'],
    ['Condition', 'in'],
  ])('begins at the value, and keeps the focus on %s, which each arrow key changes', (label, next) => {
    renderForm();
    expect(document.activeElement).toBe(value());
    changeByKey(label, next);
  });

  it.each(['ctrlKey', 'metaKey'])('submits a list with %s and Enter', (modifier) => {
    const onSubmit = renderForm({ column: 'city', is: 'in', value: ['Paris'] });
    fireEvent.keyDown(value(), { key: 'Enter' });
    expect(onSubmit).not.toHaveBeenCalled();
    fireEvent.keyDown(value(), { key: 'Enter', [modifier]: true });
    expect(onSubmit).toHaveBeenCalledOnce();
  });
});
