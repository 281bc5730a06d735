import { screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { fill, openRelation, path, payload, savedMapping } from '../../testing/render-app';

it('saves a field with a conflict, reports it, and opens the file with the same issue', async () => {
  const user = await openRelation('customers');
  await waitFor(() => payload());
  fill(path('first_name'), 'email');
  const saved = await savedMapping(user);
  expect(saved.fields).toContainEqual({ to: 'email', column: 'first_name' });
  const title = screen.getByText('Saved with issues.');
  expect(title.parentElement?.textContent).toContain('first_name: same path as email.');
  fill(path('first_name'), 'first_name');
  expect(title.isConnected).toBe(false);
  await waitFor(() => expect(path('first_name').getAttribute('aria-invalid')).not.toBe('true'));
  await user.upload(screen.getByLabelText('Mapping file'), new File([JSON.stringify(saved)], 'mapping.json'));
  await screen.findByText('1 issue');
  expect(path('first_name')).toHaveProperty('value', 'email');
});

it('names the fields that a mapping file cannot contain', async () => {
  const user = await openRelation('customers');
  await waitFor(() => payload());
  await user.click(screen.getByRole('button', { name: 'Add field' }));
  await user.click(await screen.findByRole('menuitem', { name: /^Column/ }));
  await savedMapping(user);
  const title = await screen.findByText(/^Saved without 1 field: new field: no /);
  await user.click(screen.getByRole('button', { name: 'Close' }));
  expect(title.isConnected).toBe(false);
});
