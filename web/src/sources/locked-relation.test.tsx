import { screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { mock, Refusal } from '../testing/mocks';
import { relation } from '../testing/mock-source';
import { renderApp } from '../testing/render-app';
import { server } from '../testing/server';
import { newColumn } from '../testing/columns';

describe('unreadable relation', () => {
  beforeEach(() =>
    server.use(
      mock('getRelation', () => ({
        ...relation('payment_methods', { schema: 'billing', readable: false }),
        primaryKey: [],
        pages: 0,
        rowSecurity: false,
        columns: [newColumn('iban', 'text', { readable: false })],
      })),
      mock('takeSample', new Refusal('permission_denied')),
    ),
  );

  async function openList() {
    const user = renderApp();
    await user.click(await screen.findByRole('button', { name: 'Use the demo database' }));
    return { user, option: await screen.findByRole('option', { name: /^payment_methods,/ }) };
  }

  it('opens on click with a GRANT statement and without an empty payload', async () => {
    const { user, option } = await openList();
    await user.click(option);
    expect((await screen.findByRole('alert')).textContent).toContain(
      'GRANT SELECT ON "billing"."payment_methods"',
    );
    expect(screen.getByText('This login may read none of the columns, so none is mapped yet.')).toBeTruthy();
    expect(screen.queryByText(/empty object/)).toBeNull();
    expect(screen.queryByText('No issues')).toBeNull();
    for (const name of ['Add filter', 'Find a row'])
      expect(screen.getByRole('button', { name })).toHaveProperty('disabled', true);
  });

  it('opens with Enter', async () => {
    const { user } = await openList();
    await user.keyboard('payment_methods{Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain('GRANT SELECT');
  });
});
