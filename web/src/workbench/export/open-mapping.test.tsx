import type { Source } from '@rowhook/contracts';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { connected } from '../../api/session';
import { replacement } from '../../lib/replace-query';
import { createStore } from '../../lib/store';
import { navigate } from '../../lib/url-state';
import { connect, mockConnection } from '../../testing/mocks';
import { newWorkbench } from '../../testing/new-workbench';
import { openRelation, payload } from '../../testing/render-app';
import { WorkbenchContext } from '../context';
import { databaseKey, storageKey } from '../stored-drafts';
import { SOURCE } from '../stored-sources';
import { OpenMapping } from './open-mapping';

/** `members`: the members of a field as text, so that a number is in the file as it is written here. */
async function openFile(members: string, source = '') {
  const user = await openRelation('orders');
  await waitFor(() => payload());
  const text = `{"version":1,${source}"fields":[{"to":"fixed",${members}}]}`;
  const file = new File([text], 'mapping.json', { type: 'application/json' });
  await user.upload(screen.getByLabelText('Mapping file'), file);
}

const lookup = (result: string) => `"column":"coupon","steps":[{"lookup":{"values":{"a":{"b":${result}}}}}]`;
const where = (value: string) =>
  `"relation":{"schema":"public","name":"orders"},"where":[{"column":"total","is":"=","value":${value}}],`;

describe('Open mapping', () => {
  it('keeps fixed values unchanged', async () => {
    await openFile('"value":{"a":[1.50,0.12345678901234567890,"12345678901234567890"]}');
    const field = await screen.findByLabelText<HTMLInputElement>('Fixed value');
    expect(field.value).toBe('{"a":[1.50,0.12345678901234567890,"12345678901234567890"]}');
    await waitFor(() => expect(payload().textContent).toContain('"12345678901234567890"'));
  });

  it('shows an issue at a fixed value that is not allowed', async () => {
    await openFile('"value":12345678901234567890');
    const field = await screen.findByLabelText<HTMLInputElement>('Fixed value');
    expect(field.value).toBe('12345678901234567890');
    expect(screen.getByText(/^A number beyond ±9007199254740991 is not allowed/)).toBeTruthy();
  });

  it.each([
    [lookup('0.12345678901234567890'), '', '0.12345678901234567890', '0.12345678901234568'],
    [lookup('12345678901234567890'), '', '12345678901234567890', '12345678901234567000'],
    ['"value":1', where('0.12345678901234567890'), '0.12345678901234567890', '0.12345678901234568'],
  ])('rejects %s %s, which would be rounded, and keeps the mapping', async (members, source, token, read) => {
    await openFile(members, source);
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain(`${token} would be read as ${read}. Write it as a string.`);
    expect(payload().textContent).not.toContain('"fixed"');
  });

  it('offers the fields to another table if the table of the file does not exist', async () => {
    const user = await openRelation('orders');
    await waitFor(() => payload());
    const text =
      '{"version":1,"relation":{"schema":"public","name":"gone"},"fields":[{"to":"code","value":15}]}';
    await user.upload(screen.getByLabelText('Mapping file'), new File([text], 'mapping.json'));
    expect(await screen.findByRole('heading', { level: 1, name: 'Map public.gone' })).toBeTruthy();
    await user.click(await screen.findByRole('button', { name: 'Pick another source' }));
    await user.click(await screen.findByRole('option', { name: /^customers,/ }));
    await user.click(await screen.findByRole('button', { name: 'Use these fields' }));
    await waitFor(() => expect(payload().textContent).toBe('{"code": 15}'));
    expect(screen.queryByRole('button', { name: 'Use these fields' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Undo: open a mapping' })).toBeTruthy();
  });

  it('says that a query is shown if the mapping is for one', async () => {
    const user = await openRelation('orders');
    const text = '{"version":1,"query":"SELECT 1","fields":[{"to":"code","value":15}]}';
    await user.upload(screen.getByLabelText('Mapping file'), new File([text], 'mapping.json'));
    expect(
      await screen.findByText('The opened mapping is for a SQL query, which is now shown.'),
    ).toBeTruthy();
  });

  describe('for another table', () => {
    const SHOWN = 'The opened mapping is for public.customers, which is now shown.';
    const openForCustomers = async () => {
      const user = await openRelation('orders');
      await waitFor(() => payload());
      const text =
        '{"version":1,"relation":{"schema":"public","name":"customers"},"fields":[{"to":"code","value":15}]}';
      await user.upload(screen.getByLabelText('Mapping file'), new File([text], 'mapping.json'));
      await screen.findByText(SHOWN);
      return user;
    };

    it('explains once why that table is shown', async () => {
      const user = await openForCustomers();
      await user.click(screen.getByRole('button', { name: /^Source/ }));
      await user.click(await screen.findByRole('option', { name: /^orders,/ }));
      await screen.findByRole('grid');
      act(() => navigate({ sourceName: { schema: 'public', name: 'customers' } }));
      await waitFor(() => expect(payload().textContent).toBe('{"code": 15}'));
      expect(screen.queryByText(SHOWN)).toBeNull();
    });

    it('explains nothing after the way back', async () => {
      const user = await openForCustomers();
      await user.click(screen.getByRole('button', { name: 'Back to public.orders' }));
      await screen.findByRole('combobox', { name: 'Field path for total' });
      expect(screen.queryByText(/^The opened mapping is for|^This mapping is for/)).toBeNull();
      act(() => navigate({ sourceName: { schema: 'public', name: 'customers' } }));
      await waitFor(() => expect(payload().textContent).toBe('{"code": 15}'));
      expect(screen.queryByText(SHOWN)).toBeNull();
    });

    it('explains nothing in another database', async () => {
      await openForCustomers();
      act(() => connected({ ...mockConnection, token: 'mock other' }));
      await screen.findByRole('grid');
      expect(screen.queryByText(SHOWN)).toBeNull();
    });
  });

  it('asks before it replaces the query of the database, as long as the stage is shown', async () => {
    const { server: database } = connect({ use: 'demo' });
    localStorage.setItem(SOURCE + storageKey(databaseKey(database), 'query'), '{"query":"SELECT 1"}');
    const user = await openRelation('orders');
    const open = () =>
      user.upload(
        screen.getByLabelText('Mapping file'),
        new File(['{"version":1,"query":"SELECT 2","fields":[{"to":"a","value":1}]}'], 'mapping.json'),
      );
    await open();
    const dialog = await screen.findByRole('dialog', { name: 'Replace the SQL query?' });
    expect(dialog.textContent).toContain('SELECT 1');
    act(() => navigate({ opened: 'source' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    act(() => navigate({ opened: undefined }));
    await screen.findByRole('grid');
    expect(screen.queryByRole('dialog')).toBeNull();
    await open();
    await user.click(await screen.findByRole('button', { name: 'Replace' }));
    await waitFor(() => expect(payload().textContent).toBe('{"a": 1}'));
  });

  it('asks before it replaces another query', async () => {
    const source = createStore<Source>({ query: 'SELECT 1' });
    const workbench = newWorkbench([], { source });
    render(
      <WorkbenchContext value={workbench}>
        <OpenMapping onOpenElsewhere={() => undefined} />
      </WorkbenchContext>,
    );
    const text = '{"version":1,"query":"SELECT 2","fields":[{"to":"a","value":1}]}';
    const user = userEvent.setup();
    await user.upload(screen.getByLabelText('Mapping file'), new File([text], 'mapping.json'));
    await waitFor(() => expect(replacement.get()?.query).toBe('SELECT 1'));
    expect(source.get()).toEqual({ query: 'SELECT 1' });
    act(() => replacement.get()?.replace());
    expect(source.get()).toEqual({ query: 'SELECT 2' });
    expect(workbench.mapping.get().draft.fields).toHaveLength(1);
    replacement.set(undefined);
  });

  it('says which version it opens', async () => {
    const user = await openRelation('orders');
    const file = new File(['{"version":2,"fields":[]}'], 'mapping.json');
    await user.upload(screen.getByLabelText('Mapping file'), file);
    expect((await screen.findByRole('alert')).textContent).toContain('This page opens version 1.');
  });

  it('shows an error if the file cannot be read', async () => {
    const user = await openRelation('orders');
    const file = new File(['{}'], 'gone.json', { type: 'application/json' });
    file.text = () => Promise.reject(new DOMException('It was deleted.', 'NotFoundError'));
    await user.upload(screen.getByLabelText('Mapping file'), file);
    expect((await screen.findByRole('alert')).textContent).toContain('The file could not be read.');
  });
});
