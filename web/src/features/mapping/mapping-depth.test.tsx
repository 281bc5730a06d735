import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { goTo } from '../../state/place';
import { openRelation, payload } from '../../testing/render-app';

const path = (column: string) => screen.getByRole('combobox', { name: `Field path for ${column}` });

const openInside = async () => {
  const user = await openRelation('customers');
  await waitFor(() => payload());
  await user.click(screen.getByRole('button', { name: 'Inside attributes: whole value' }));
  const keys = await screen.findByRole('listbox', { name: 'Keys seen inside attributes' });
  await within(keys).findByRole('option', { name: /^\/address\/city/ });
  return { user, keys, input: screen.getByRole('combobox', { name: 'Key inside attributes' }) };
};

describe('inside a json column', () => {
  it('offers the keys of whole values, with how often each occurs and an example', async () => {
    const { keys } = await openInside();
    const options = within(keys).getAllByRole('option');
    expect(options.map(({ textContent }) => textContent)).toEqual([
      'Whole value',
      '/plan10 of 10"team"',
      '/seats10 of 103',
      '/address10 of 10{"city":"Paris","zip":"75000"}',
      '/address/city10 of 10"Paris"',
      '/address/zip10 of 10"75000"',
      '/marks10 of 10[1.10,2]',
      '/marks/010 of 101.10',
      '/marks/110 of 102',
      expect.stringMatching(/^\/note10 of 10"x+…$/),
      '/late5 of 10true',
    ]);
  });

  it('sends what was chosen, and its path follows until one is typed', async () => {
    const { user, keys } = await openInside();
    await user.click(within(keys).getByRole('option', { name: /^\/address\/city/ }));
    expect(path('attributes')).toHaveProperty('value', 'city');
    await waitFor(() => expect(payload().textContent).toContain('"city": "Paris"'));
    fireEvent.change(path('attributes'), { target: { value: 'user.town' } });
    await user.click(screen.getByRole('button', { name: 'Inside attributes: /address/city' }));
    await user.click(await screen.findByRole('option', { name: 'Whole value' }));
    expect(path('attributes')).toHaveProperty('value', 'user.town');
    await user.click(screen.getByRole('button', { name: 'Undo: the whole value of attributes' }));
    expect(screen.getByRole('button', { name: 'Inside attributes: /address/city' })).toBeTruthy();
  });

  it('filters by what is typed, and is used by keyboard alone', async () => {
    const { user, keys, input } = await openInside();
    await user.type(input, 'zip');
    expect(within(keys).getAllByRole('option')).toHaveLength(1);
    await user.keyboard('{ArrowDown}{Enter}');
    expect(path('attributes')).toHaveProperty('value', 'zip');
  });

  it('takes a pointer typed by hand, and tells the rule for one that is none', async () => {
    const { user, input } = await openInside();
    await user.type(input, 'no~such');
    expect(input.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText(/^A JSON Pointer begins with a slash/).id).toBe(
      input.getAttribute('aria-describedby'),
    );
    await user.keyboard('{Enter}');
    expect(path('attributes')).toHaveProperty('value', 'attributes');
    await user.clear(input);
    await user.type(input, '/not/seen{Enter}');
    expect(screen.getByRole('button', { name: 'Inside attributes: /not/seen' })).toBeTruthy();
    await waitFor(() => expect(payload().textContent).toContain('"seen": null'));
  });
});

describe('lists', () => {
  it('adds the next entry beside the last', async () => {
    const user = await openRelation('orders');
    fireEvent.change(path('billing_city'), { target: { value: 'places[0].city' } });
    await user.click(screen.getByRole('button', { name: 'Add to list: places[1].city' }));
    const column = await screen.findByRole('combobox', { name: 'Column' });
    fireEvent.change(column, { target: { value: 'total' } });
    const [, , , added] = screen.getAllByRole('combobox', { name: /^Field path/ });
    expect(added).toHaveProperty('value', 'places[1].city');
    await waitFor(() => expect(payload().textContent).toMatch(/"city": "Paris"\s*\},\s*\{\s*"city": 12\.90/));
  });
});

describe('rows that stop', () => {
  it('are counted beside the field and in the payload, with a way to the first', async () => {
    const user = await openRelation('customers');
    await user.selectOptions(screen.getByLabelText('If NULL, for phone'), 'error');
    const issue = await screen.findByText(/^phone is NULL in this row. 3 of 10 rows stop here\.$/);
    const row = issue.closest<HTMLElement>('[data-row]');
    await user.click(within(row ?? document.body).getByRole('button', { name: 'Show row 3' }));
    expect(await screen.findByText('id 9007199254740995 · 3 of 10 rows stop here.')).toBeTruthy();
    expect(screen.getByText('This row has no payload.')).toBeTruthy();
  });
});

describe('fixed values', () => {
  it('refuses a number that would be rounded, and sends it as a string in one click', async () => {
    const user = await openRelation('orders');
    await user.click(screen.getByRole('button', { name: 'Add field' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Fixed value' }));
    await user.selectOptions(screen.getByLabelText('Type of Fixed value'), 'number');
    fireEvent.change(screen.getByLabelText('Fixed value'), { target: { value: '9007199254740993' } });
    expect(screen.getByText(/would be rounded. Send it as a string\.$/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Send as a string' }));
    await waitFor(() => expect(payload().textContent).toContain('"value": "9007199254740993"'));
  });
});

describe('all rows', () => {
  it('shows every payload under its key, and what stops a row', async () => {
    const user = await openRelation('orders');
    await waitFor(() => payload());
    goTo({ limit: 3 });
    await user.selectOptions(screen.getByLabelText('If NULL, for coupon'), 'error');
    await user.click(screen.getByRole('switch', { name: 'All rows' }));
    const all = await screen.findByRole('region', { name: 'Payloads of 3 rows' });
    const headings = within(all).getAllByRole('heading');
    expect(headings.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^Row 1 id 1no payload$/),
      expect.stringMatching(/^Row 2 id 2\d+ B$/),
      expect.stringMatching(/^Row 3 id 3no payload$/),
    ]);
    expect(within(all).getAllByText('This row has no payload.')).toHaveLength(2);
    await user.click(screen.getByRole('button', { name: 'Raw' }));
    expect(all.textContent).toContain('{"id":2,"customer_id":9007199254740994,');
    expect(window.location.search).toContain('all=on');
  });
});
