import { Mapping } from '@rowhook/contracts';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { vi } from 'vitest';
import { createQueryClient } from '../api/queries';
import { connected } from '../api/session';
import { App } from '../app/app';
import { navigate } from '../lib/url-state';
import '../workbench/workbench';
import { connect } from './mocks';

export function renderApp(client = createQueryClient(), reactStrictMode = false): UserEvent {
  const user = userEvent.setup();
  render(
    <QueryClientProvider client={client}>
      <App />
    </QueryClientProvider>,
    { reactStrictMode },
  );
  return user;
}

/** The first page with a connection string sent. */
export async function connectTo(connectionString: string, client?: QueryClient): Promise<UserEvent> {
  const user = renderApp(client);
  await user.click(screen.getByLabelText('Connection string'));
  await user.paste(connectionString);
  await user.click(screen.getByRole('button', { name: 'Connect' }));
  return user;
}

/** The whole page, connected to the demo database and with a table of it in the URL. */
export async function openRelation(name: string): Promise<UserEvent> {
  connected(connect({ use: 'demo' }), 'demo');
  navigate({ sourceName: { schema: 'public', name } });
  const user = renderApp();
  await screen.findByRole('grid');
  return user;
}

/** The same page, reached by clicks. */
export async function pickRelation(name: string): Promise<UserEvent> {
  const user = renderApp();
  await user.click(await screen.findByRole('button', { name: 'Use the demo database' }));
  await user.click(await screen.findByRole('option', { name: new RegExp(`^${name},`) }));
  await screen.findByRole('grid');
  return user;
}

/** The page again with the same session, URL and storage, but nothing else from before. Waits for the relation. */
export async function reloadRelation(): Promise<UserEvent> {
  cleanup();
  const user = renderApp();
  await waitFor(() => payload());
  return user;
}

/** The text of the payload pane, once it holds what is looked for. */
export function payload(): HTMLElement {
  return screen.getByRole('region', { name: /^Payload of row/ });
}

/** The path of the field that sends a column. */
export function path(column: string): HTMLElement {
  return screen.getByRole('combobox', { name: `Field path for ${column}` });
}

/** Types a text into a field and leaves the field. */
export function fill(field: HTMLElement, value: string): void {
  fireEvent.change(field, { target: { value } });
  fireEvent.blur(field);
}

/** Saves the mapping and returns the document. A click on the link would navigate in happy-dom. */
export async function savedMapping(user: UserEvent): Promise<Mapping> {
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue();
  const url = vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:saved');
  await user.click(await screen.findByRole('button', { name: 'Save mapping' }));
  const text = await (url.mock.calls[0]?.[0] as Blob).text();
  click.mockRestore();
  url.mockRestore();
  return Mapping.parse(JSON.parse(text));
}
