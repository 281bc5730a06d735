import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fill, openRelation, path } from '../../testing/render-app';
import { renderPane } from '../../testing/render-pane';

function expectDescription(element: HTMLElement, message: RegExp) {
  act(() => element.focus());
  const described = document.getElementById(element.getAttribute('aria-describedby') ?? '');
  expect(described?.textContent).toMatch(message);
}

describe('list entry', () => {
  it('is added after the last one', async () => {
    const { user, store } = renderPane('orders');
    fill(path('billing_city'), 'places[0].city');
    await user.click(screen.getByRole('button', { name: 'Add to list: places[1].city' }));
    const column = await screen.findByRole('combobox', { name: 'Column' });
    fill(column, 'total');
    const paths = screen.getAllByRole<HTMLInputElement>('combobox', { name: /^Field path/ });
    expect(paths.slice(2, 4).map(({ value }) => value)).toEqual(['places[0].city', 'places[1].city']);
    expect(store.get().draft.fields[3]?.value).toEqual({ kind: 'column', column: 'total' });
  });
});

describe('two fields with the same path', () => {
  it('are both invalid, and the edited one has a fix', async () => {
    const { user } = renderPane('orders');
    fill(path('billing_city'), 'coupon');
    for (const column of ['billing_city', 'coupon']) {
      expect(path(column).getAttribute('aria-invalid')).toBe('true');
      expectDescription(path(column), /^coupon is set twice/);
    }
    await user.click(screen.getByRole('button', { name: '1 issue' }));
    await waitFor(() => expect(document.activeElement).toBe(path('billing_city')));
    const fix = screen.getByRole('button', { name: 'Use billing_city' });
    expect(fix.closest('[id]')?.id).toBe(path('billing_city').getAttribute('aria-describedby'));
    await user.click(fix);
    expect(path('billing_city')).toHaveProperty('value', 'billing_city');
    expect(path('coupon')).toHaveProperty('value', 'coupon');
    expect(path('coupon').getAttribute('aria-invalid')).toBe('false');
  });
});

describe('rejected rows', () => {
  it('are counted at the field, with a link to the first one', async () => {
    const user = await openRelation('customers');
    await user.selectOptions(screen.getByLabelText('If NULL, for phone'), 'error');
    const issue = await screen.findByText(/^phone is NULL in this row. 3 of 10 rows rejected\.$/);
    const issues = issue.closest<HTMLElement>('[role="group"]');
    await user.click(within(issues ?? document.body).getByRole('button', { name: 'Show row 3' }));
    expect(await screen.findByText('id 9007199254740995 · 3 of 10 rows rejected.')).toBeTruthy();
    expect(screen.getByText('This row has no payload.')).toBeTruthy();
  });
});

describe('default for NULL', () => {
  it('receives the focus when it is selected, and has the type that the field sends', async () => {
    const { user } = renderPane('customers');
    await user.selectOptions(screen.getByLabelText('If NULL, for is_active'), 'default');
    const fallback = screen.getByLabelText('Default for is_active');
    await waitFor(() => expect(document.activeElement).toBe(fallback));
    await user.selectOptions(screen.getByLabelText('If NULL, for lifetime_value'), 'default');
    expect(screen.getByLabelText('Type of Default for lifetime_value')).toHaveProperty('value', 'number');
    expect(screen.getByLabelText('Default for lifetime_value')).toHaveProperty('value', '0');
  });
});

describe('issue of a field', () => {
  const expectIssueAt = (input: HTMLElement, message: RegExp) => {
    expect(input.getAttribute('aria-invalid')).toBe('true');
    expectDescription(input, message);
    const row = input.closest<HTMLElement>('[data-field]') ?? document.body;
    const beside = within(row).getByRole('combobox', { name: /^Field path/ });
    expect(beside.getAttribute('aria-invalid')).toBe('false');
    expect(beside.getAttribute('aria-describedby')).toBeNull();
  };

  it.each([
    ['Combine columns', 'Template', '{nobody}', /^There is no column nobody/],
    ['Column', 'Column', 'nobody', /^There is no column nobody/],
    ['Column', 'Column', 'password_hash', /^This login may not read password_hash/],
  ])('is shown at its value: %s, %s %s', async (item, name, text, message) => {
    const { user } = renderPane('customers');
    await user.click(screen.getByRole('button', { name: 'Add field' }));
    await user.click(await screen.findByRole('menuitem', { name: item }));
    fill(await screen.findByRole('combobox', { name }), text);
    await user.click(screen.getByRole('textbox', { name: 'Filter fields' }));
    const input = await screen.findByRole('combobox', { name });
    expectIssueAt(input, message);
    await user.click(screen.getByRole('button', { name: '1 issue' }));
    await waitFor(() => expect(document.activeElement).toBe(input));
  });

  it('is shown at a fixed value and at a default', async () => {
    const { user } = renderPane('orders');
    await user.click(screen.getByRole('button', { name: 'Add field' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Fixed value' }));
    await user.selectOptions(screen.getByLabelText('Type of Fixed value'), 'number');
    fill(screen.getByLabelText('Fixed value'), 'none');
    expectIssueAt(screen.getByLabelText('Fixed value'), /^Enter a JSON number/);
    await user.selectOptions(screen.getByLabelText('If NULL, for total'), 'default');
    const fallback = screen.getByLabelText('Default for total');
    fill(fallback, 'none');
    expectIssueAt(fallback, /^Default: Enter a JSON number/);
    await user.click(screen.getByRole('button', { name: '2 issues' }));
    await waitFor(() => expect(document.activeElement).toBe(fallback));
  });

  it('is shown at the cast and at the JSON path', async () => {
    const { user } = renderPane('customers');
    const fields = [
      { to: 'a', column: 'email', as: 'hex' },
      { to: 'b', column: 'phone', at: '/a' },
    ];
    const file = new File([JSON.stringify({ version: 1, fields })], 'mapping.json');
    await user.upload(screen.getByLabelText('Mapping file'), file);
    const cast = await screen.findByLabelText('Send as, for email');
    expect(cast).toHaveProperty('value', 'hex');
    expectIssueAt(cast, /^text cannot be sent as hex/);
    expectDescription(screen.getByRole('button', { name: 'Inside phone: /a' }), /^text has nothing inside/);
    await user.selectOptions(cast, 'string');
    expect(cast.getAttribute('aria-invalid')).toBe('false');
  });

  it('shows the value from before the steps as such', async () => {
    const user = await openRelation('orders');
    const steps = ['trim', 'uppercase'];
    const fields = [{ to: 'city', column: 'billing_city', as: 'integer', steps }];
    await user.click(screen.getByRole('button', { name: 'Open mapping' }));
    const file = new File([JSON.stringify({ version: 1, fields })], 'mapping.json');
    await user.upload(screen.getByLabelText('Mapping file'), file);
    const notice = (await screen.findByText('This row has no payload.')).parentElement;
    expect(notice?.textContent).toContain('Its value before the steps: "Paris"');
  });

  it('is shown at a cast that rejects a row, with a fix', async () => {
    const user = await openRelation('orders');
    const cast = screen.getByLabelText('Send as, for billing_city');
    await user.selectOptions(cast, 'integer');
    await waitFor(() => expect(cast.getAttribute('aria-invalid')).toBe('true'));
    expectIssueAt(cast, /the text is no integer/);
    const notice = (await screen.findByText('This row has no payload.')).parentElement;
    expect(notice?.textContent).toContain('Its value: "Paris"');
    await user.click(screen.getByRole('button', { name: 'Go to billing_city' }));
    await waitFor(() => expect(document.activeElement).toBe(path('billing_city')));
    await user.click(screen.getByRole('button', { name: 'Send as string' }));
    expect(cast).toHaveProperty('value', '');
    await waitFor(() => expect(document.activeElement).toBe(cast));
    await waitFor(() => expect(cast.getAttribute('aria-invalid')).toBe('false'));
  });

  it('is shown at If NULL if that rejects a row', async () => {
    const user = await openRelation('orders');
    const onNull = screen.getByLabelText('If NULL, for coupon');
    await user.selectOptions(onNull, 'error');
    await waitFor(() => expect(onNull.getAttribute('aria-invalid')).toBe('true'));
    expectIssueAt(onNull, /coupon is NULL in this row/);
  });
});

describe('fixed value', () => {
  it('is rejected if it is beyond the limit, with a fix', async () => {
    const { user } = renderPane('orders');
    await user.click(screen.getByRole('button', { name: 'Add field' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Fixed value' }));
    await user.selectOptions(screen.getByLabelText('Type of Fixed value'), 'number');
    fill(screen.getByLabelText('Fixed value'), '9007199254740993');
    expect(screen.getByText(/many receivers round it\. Send it as a string\.$/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Send as a string' }));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Fixed value')));
    expect(screen.getByLabelText('Fixed value')).toHaveProperty('value', '9007199254740993');
    expect(screen.getByLabelText('Type of Fixed value')).toHaveProperty('value', 'text');
  });
});

describe('conflict', () => {
  it('names the other field, also after a third one was moved', async () => {
    const { user } = renderPane('orders');
    fill(path('total'), 'billing_zip');
    const issues = document.getElementById(path('total').getAttribute('aria-describedby') ?? '');
    expect(issues?.textContent).toContain('The other is field 4, billing_zip.');
    await user.click(path('billing_city'));
    await user.click(screen.getByRole('button', { name: 'Move billing_city down' }));
    expect(issues?.textContent).toContain('The other is field 3, billing_zip.');
    expect(within(issues ?? document.body).getByRole('button', { name: 'Go to field 3' })).toBeTruthy();
  });

  it('offers a free path, also after another field has used it', async () => {
    renderPane('orders');
    fill(path('total'), 'billing_zip');
    expect(screen.getByRole('button', { name: 'Use total' })).toBeTruthy();
    fill(path('coupon'), 'total');
    expect(screen.getByRole('button', { name: 'Use total_2' })).toBeTruthy();
  });
});
