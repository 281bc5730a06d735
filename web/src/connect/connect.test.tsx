import { endpoints, type ConnectionRequest, type Understood } from '@rowhook/contracts';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { describe, expect, it, vi } from 'vitest';
import { messageContext, messages } from '../api/messages';
import { createQueryClient } from '../api/queries';
import { connected, expire, restore, session } from '../api/session';
import { Refusal, mock, mockConnection } from '../testing/mocks';
import { connectTo, renderApp } from '../testing/render-app';
import { server } from '../testing/server';

/** Records which connections are requested. The last response is for all further requests. */
function recordRequests(...responses: (Refusal | Understood)[]): ConnectionRequest[] {
  const requested: ConnectionRequest[] = [];
  server.use(
    mock('createConnection', ({ body }) => {
      requested.push(body);
      const response = responses[requested.length - 1] ?? responses.at(-1);
      if (response instanceof Refusal) throw response;
      return { ...mockConnection, understood: response ?? mockConnection.understood };
    }),
  );
  return requested;
}

describe('connecting', () => {
  it.each(['authentication_failed', 'connect_refused'] as const)('shows the problem: %s', async (code) => {
    await connectTo(`postgresql://app:secret@db.example:5433/${code}`);
    const alert = await screen.findByRole('alert');
    const understood = { host: 'db.example', port: 5433, database: code, user: 'app', sslmode: 'prefer' };
    const { what, why, remedy } = messages[code](messageContext(new Refusal(code, { understood }).problem));
    for (const sentence of [what, why, remedy]) expect(alert.textContent).toContain(sentence);
    expect(alert.textContent).not.toContain('secret');
    expect(screen.getByLabelText('Understood').textContent).toContain('db.example');
  });

  it('offers host.docker.internal if localhost refuses the connection', async () => {
    const requested = recordRequests(
      new Refusal('connect_refused', { understood: { host: 'localhost', port: 5432 } }),
    );
    const user = await connectTo('postgresql://app:secret@localhost/x');
    await user.click(await screen.findByRole('button', { name: 'Try host.docker.internal' }));
    await waitFor(() => expect(requested).toHaveLength(2));
    expect(requested[1]).toEqual({ connectionString: 'postgresql://app:secret@host.docker.internal:5432/x' });
  });

  it('does not offer host.docker.internal if the string has another host', async () => {
    server.use(
      mock('createConnection', new Refusal('connect_refused', { understood: { host: 'localhost' } })),
    );
    await connectTo('postgresql://localhost:secret@db.example/x');
    await screen.findByRole('alert');
    expect(screen.queryByRole('button', { name: 'Try host.docker.internal' })).toBeNull();
  });

  it('sends a password from its own field unchanged', async () => {
    const requested = recordRequests(new Refusal('authentication_failed'));
    const user = await connectTo('postgresql://app@db.example/x');
    await user.click(await screen.findByRole('button', { name: 'Enter password separately' }));
    await user.type(screen.getByLabelText('Password'), 'p@ss/w#rd');
    await user.click(screen.getByRole('button', { name: 'Connect' }));
    await waitFor(() => expect(requested).toHaveLength(2));
    expect(requested[1]).toEqual({
      connectionString: 'postgresql://app@db.example/x',
      password: 'p@ss/w#rd',
    });
  });

  it('moves a password that breaks the string into its own field, and connects', async () => {
    const requested = recordRequests(new Refusal('connection_string_invalid'), mockConnection.understood);
    const user = await connectTo('postgres://postgres:wr@ng@127.0.0.1:5432/postgres');
    await user.click(await screen.findByRole('button', { name: 'Enter password separately' }));
    expect(screen.getByLabelText('Password')).toHaveProperty('value', 'wr@ng');
    expect(document.activeElement).toBe(screen.getByLabelText('Password'));
    expect(screen.queryByRole('alert')).toBeNull();
    await user.keyboard('{Enter}');
    await screen.findByRole('combobox', { name: 'Search tables and views' });
    expect(requested[1]).toEqual({
      connectionString: 'postgres://postgres@127.0.0.1:5432/postgres',
      password: 'wr@ng',
    });
  });

  it('adds the scheme that a connection string lacks', async () => {
    const requested = recordRequests(new Refusal('connection_string_invalid'), mockConnection.understood);
    const user = await connectTo('app:secret@db.example:5432/x');
    await user.click(await screen.findByRole('button', { name: 'Add postgres://' }));
    await screen.findByRole('combobox', { name: 'Search tables and views' });
    expect(requested[1]).toEqual({ connectionString: 'postgres://app:secret@db.example:5432/x' });
  });

  it('asks to remove the password if it cannot be separated', async () => {
    const user = await connectTo('host=db user=app password=my secret');
    await user.click(await screen.findByRole('button', { name: 'Enter password separately' }));
    expect(screen.getByText(/^Remove the password from the string above/)).toBeTruthy();
  });

  it.each(['mysql://a:b@c/x', 'https://db.example', 'postgres://a:b@c:port/x'])(
    'does not offer a separate password if the error is elsewhere: %s',
    async (connectionString) => {
      server.use(mock('createConnection', new Refusal('connection_string_invalid')));
      await connectTo(connectionString);
      const alert = await screen.findByRole('alert');
      expect(within(alert).queryByRole('button', { name: 'Enter password separately' })).toBeNull();
    },
  );

  it('does not mark the connection string if the demo database fails', async () => {
    server.use(mock('createConnection', new Refusal('connection_string_invalid')));
    const user = renderApp();
    const field = screen.getByLabelText('Connection string');
    await user.type(field, 'postgres://postgres:wr@ng@127.0.0.1:5432/postgres');
    await user.click(await screen.findByRole('button', { name: 'Use the demo database' }));
    const alert = await screen.findByRole('alert');
    expect(within(alert).queryByRole('button', { name: 'Enter password separately' })).toBeNull();
    expect(field.getAttribute('aria-invalid')).toBe('false');
  });

  it.each([
    ['true', 'dns_failed'],
    ['true', 'authentication_failed'],
    ['false', 'database_busy'],
    ['false', 'overloaded'],
  ])('sets aria-invalid of the connection string to %s for %s', async (invalid, code) => {
    await connectTo(`postgresql://app@db.example/${code}`);
    await screen.findByRole('alert');
    expect(screen.getByLabelText('Connection string').getAttribute('aria-invalid')).toBe(invalid);
  });

  it('warns that the connection is not encrypted, and can require encryption', async () => {
    let connections = 0;
    server.use(
      mock('encryptConnection', () => {
        connections++;
        if (connections === 1) throw new Refusal('tls_failed');
        return { ...mockConnection, server: { ...mockConnection.server, tls: true }, warnings: [] };
      }),
    );
    const user = await connectTo('postgresql://app:secret@db.example/warehouse');
    await screen.findByRole('combobox', { name: 'Search tables and views' });
    expect(screen.getByText(/the connection is not encrypted/)).toBeTruthy();
    expect(screen.getByText(/Otherwise the encrypted connection fails/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Require encryption' }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('The encrypted connection failed.');
    expect(alert.textContent).toContain('You are still connected');
    await user.click(screen.getByRole('button', { name: 'Require encryption' }));
    await waitFor(() => expect(screen.queryByText(/the connection is not encrypted/)).toBeNull());
    expect(screen.getByRole('button', { name: /^Connect.*TLS/ })).toBeTruthy();
  });

  it('keeps a newer connection when the older one has been encrypted', async () => {
    let respond = () => {};
    const wanted = new Promise<void>((resolve) => (respond = resolve));
    server.use(
      http.post('/api/v1/connections/encrypted', async () => {
        await wanted;
        return HttpResponse.json({ ...mockConnection, token: 'mock late' }, { status: 201 });
      }),
    );
    const user = await connectTo('postgresql://app:secret@db.example/warehouse');
    await user.click(await screen.findByRole('button', { name: 'Require encryption' }));
    act(() => connected({ ...mockConnection, token: 'mock new' }));
    respond();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(session.get().connection?.token).toBe('mock new');
  });

  it('asks to connect again if the connection expires before it is encrypted', async () => {
    server.use(mock('encryptConnection', new Refusal('connection_expired')));
    const user = await connectTo('postgresql://app:secret@db.example/warehouse');
    await user.click(await screen.findByRole('button', { name: 'Require encryption' }));
    expect(await screen.findByText('The connection has expired, or Rowhook was restarted.')).toBeTruthy();
    expect(screen.getByRole('alert').textContent).toContain('It was to app@db.example/warehouse.');
    expect(document.activeElement).toBe(screen.getByLabelText('Password'));
  });

  it.each([
    ['require', '?sslmode=require'],
    ['', ''],
  ])('asks only for the password after a connection with sslmode %j has expired', async (sslmode, query) => {
    const requested = recordRequests({ ...mockConnection.understood, sslmode });
    await connectTo(`postgresql://app:secret@db.example/warehouse${query}`);
    await screen.findByRole('combobox', { name: 'Search tables and views' });
    act(() => expire(mockConnection.token));
    expect(document.activeElement).toBe(await screen.findByLabelText('Password'));
    cleanup();
    expect(JSON.stringify(Object.entries(sessionStorage))).not.toMatch(/secret|mock-token/);
    act(() => session.set(restore()));
    const user = renderApp();
    const parts = ['Host', 'Port', 'Database', 'User', 'Password'];
    expect(parts.map((label) => screen.getByLabelText<HTMLInputElement>(label).value)).toEqual([
      'db.example',
      '5432',
      'warehouse',
      'app',
      '',
    ]);
    expect(document.activeElement).toBe(screen.getByLabelText('Password'));
    await user.keyboard('secret{Enter}');
    await screen.findByRole('combobox', { name: 'Search tables and views' });
    expect(requested.at(-1)).toEqual({
      connectionString: `postgresql://app@db.example:5432/warehouse${query}`,
      password: 'secret',
    });
  });

  it('demands channel binding again after the connection has expired', async () => {
    const requested = recordRequests({
      ...mockConnection.understood,
      sslmode: 'require',
      channelBinding: 'require',
    });
    await connectTo('postgresql://app:secret@db.example/warehouse?channel_binding=require');
    await screen.findByRole('combobox', { name: 'Search tables and views' });
    cleanup();
    act(() => expire(mockConnection.token));
    act(() => session.set(restore()));
    const user = renderApp();
    await user.type(screen.getByLabelText('Password'), 'secret{Enter}');
    await waitFor(() => expect(requested).toHaveLength(2));
    expect(requested[1]).toEqual({
      connectionString: 'postgresql://app@db.example:5432/warehouse?sslmode=require&channel_binding=require',
      password: 'secret',
    });
  });

  it.each([
    ['', '5432'],
    ['postgresql://me@other.example/x', undefined],
  ])('shows the expired connection on the open page unless %j is typed', async (typed, port) => {
    const user = await connectTo('postgresql://app:secret@db.example/warehouse');
    await screen.findByRole('combobox', { name: 'Search tables and views' });
    await user.click(screen.getByRole('button', { name: /^Connect/ }));
    const field = await screen.findByLabelText('Connection string');
    if (typed !== '') await user.type(field, typed);
    act(() => expire(mockConnection.token));
    expect(await screen.findByText('The connection has expired, or Rowhook was restarted.')).toBeTruthy();
    expect(screen.queryByLabelText<HTMLInputElement>('Port')?.value).toBe(port);
    expect(screen.queryByLabelText<HTMLInputElement>('Connection string')?.value).toBe(typed || undefined);
  });

  it('connects again to the demo database each time its connection expires in an open form', async () => {
    const user = renderApp();
    await user.click(await screen.findByRole('button', { name: 'Use the demo database' }));
    await screen.findByRole('combobox', { name: 'Search tables and views' });
    await user.click(screen.getByRole('button', { name: /^Connect/ }));
    await screen.findByLabelText('Connection string');
    for (let time = 0; time < 2; time++) {
      const { number } = session.get();
      const expired = { ...mockConnection.understood, use: 'demo' as const, reconnects: true };
      act(() => session.set({ number, connection: undefined, expired }));
      await waitFor(() => expect(session.get()).toMatchObject({ number: number + 1, expired: undefined }));
      expect(screen.getByLabelText('Connection string')).toBeTruthy();
    }
  });

  it.each([true, false])(
    'connects again to the demo database when the page loads, in StrictMode: %s',
    async (strict) => {
      const expired = { ...mockConnection.understood, use: 'demo' as const, reconnects: true };
      session.set({ ...session.get(), expired });
      renderApp(createQueryClient(), strict);
      await screen.findByRole('combobox', { name: 'Search tables and views' });
      expect(session.get().use).toBe('demo');
    },
  );

  it('connects with encryption if the server requires it', async () => {
    const requested = recordRequests(new Refusal('tls_required'));
    const user = await connectTo('postgresql://app@db.example/x');
    await user.click(await screen.findByRole('button', { name: 'Connect with encryption' }));
    await waitFor(() => expect(requested).toHaveLength(2));
    expect(requested[1]).toEqual({ connectionString: 'postgresql://app@db.example/x', sslmode: 'require' });
  });

  it('lists the parts of the string as it is edited after a failure, and offers nothing that overwrites it', async () => {
    recordRequests(new Refusal('tls_required', { understood: { host: 'db.exmple', port: 5432 } }));
    await connectTo('postgresql://app@db.exmple/x');
    await screen.findByRole('button', { name: 'Connect with encryption' });
    const field = screen.getByLabelText('Connection string');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    fireEvent.change(field, { target: { value: 'postgresql://app@db.example/x' } });
    expect(screen.getByLabelText('Understood').textContent).toContain('db.example');
    expect(field.getAttribute('aria-invalid')).toBe('false');
    expect(screen.queryByRole('button', { name: 'Connect with encryption' })).toBeNull();
  });

  it('offers the demo database also if the first request for the settings fails', async () => {
    server.use(http.get('/api/v1/settings', () => HttpResponse.error(), { once: true }));
    renderApp();
    expect(await screen.findByRole('button', { name: 'Use the demo database' })).toBeTruthy();
  });

  it('connects to the demo database with encryption, whatever has been typed', async () => {
    const requested = recordRequests(new Refusal('tls_required'));
    const user = renderApp();
    const field = screen.getByLabelText('Connection string');
    await user.type(field, 'postgresql://app@db.example/x');
    await user.click(await screen.findByRole('button', { name: 'Use the demo database' }));
    await user.click(await screen.findByRole('button', { name: 'Connect with encryption' }));
    await waitFor(() => expect(requested).toHaveLength(2));
    expect(requested[1]).toEqual({ use: 'demo', sslmode: 'require' });
    expect(field.getAttribute('aria-invalid')).toBe('false');
  });

  it('masks the password until it is shown, and lists the parts of the string', async () => {
    const user = renderApp();
    const field = screen.getByLabelText('Connection string');
    const mask = () => field.parentElement?.textContent;
    const chips = () =>
      [...screen.getByLabelText('Understood').querySelectorAll('dd')].map((each) => each.textContent);
    expect(chips()).toEqual(['–', '–', '–', '–']);
    await user.type(field, 'postgresql://app:sec');
    expect(mask()).toBe('postgresql://app:•••');
    await user.type(field, 'ret@db.example/x');
    expect(mask()).toBe('postgresql://app:••••••@db.example/x');
    expect(chips()).toEqual(['db.example', '5432', 'x', 'app']);
    await user.tab();
    await user.click(screen.getByRole('button', { name: 'Show connection string' }));
    expect(mask()).toBe('');
    expect(field.dataset['masked']).toBe('no');
  });

  it('masks the whole text if the password has characters of other widths', async () => {
    const user = renderApp();
    const field = screen.getByLabelText('Connection string');
    await user.click(field);
    await user.paste('postgresql://app:密码@db.example/x');
    expect(field.dataset['masked']).toBe('all');
    expect(field.parentElement?.textContent).toBe('');
  });

  it('connects with separate fields that are filled from the connection string', async () => {
    const requested = recordRequests(
      new Refusal('connect_refused', { understood: { host: 'localhost', port: 6000 } }),
    );
    const user = renderApp();
    await user.click(screen.getByRole('button', { name: 'Use separate fields' }));
    expect(document.activeElement).toBe(screen.getByLabelText('Host'));
    await user.click(screen.getByRole('button', { name: 'Connect' }));
    expect(screen.getByText('Enter host, database and user.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Use a connection string' }));
    await user.click(screen.getByLabelText('Connection string'));
    await user.paste("host=localhost port=6000 dbname='my shop' user=app password='p@ss' sslmode=require");
    await user.click(screen.getByRole('button', { name: 'Use separate fields' }));
    expect(screen.getByLabelText('Database')).toHaveProperty('value', 'my shop');
    expect(screen.getByLabelText('Password')).toHaveProperty('value', 'p@ss');
    expect(screen.getByText('Also sent: sslmode=require')).toBeTruthy();
    await user.type(screen.getByLabelText('User'), '@corp{Enter}');
    await user.click(await screen.findByRole('button', { name: 'Try host.docker.internal' }));
    await waitFor(() => expect(requested).toHaveLength(2));
    expect(requested).toEqual(
      ['localhost', 'host.docker.internal'].map((host) => ({
        connectionString: `postgresql://app%40corp@${host}:6000/my%20shop?sslmode=require`,
        password: 'p@ss',
      })),
    );
    expect(screen.getByLabelText('Host')).toHaveProperty('value', 'host.docker.internal');
  });

  it('removes spaces around what separate fields ask for, but not from the password', async () => {
    const requested = recordRequests(new Refusal('connect_refused'));
    const user = renderApp();
    await user.click(screen.getByRole('button', { name: 'Use separate fields' }));
    for (const [label, text] of [
      ['Host', ' 127.0.0.1 '],
      ['Port', ' 6000\t'],
      ['Database', ' my shop\u00A0'],
      ['User', ' app '],
      ['Password', ' p '],
    ] as const)
      fireEvent.change(screen.getByLabelText(label), { target: { value: text } });
    await user.click(screen.getByRole('button', { name: 'Connect' }));
    await waitFor(() =>
      expect(requested).toEqual([
        { connectionString: 'postgresql://app@127.0.0.1:6000/my%20shop', password: ' p ' },
      ]),
    );
  });

  it('converts separate fields back into a connection string and a password', async () => {
    const user = renderApp();
    await user.click(screen.getByRole('button', { name: 'Use separate fields' }));
    for (const [label, text] of [
      ['Host', 'db'],
      ['Database', 'x'],
      ['User', 'app'],
      ['Password', 'secret'],
    ] as const)
      await user.type(screen.getByLabelText(label), text);
    await user.click(screen.getByRole('button', { name: 'Use a connection string' }));
    expect(screen.getByLabelText('Connection string')).toHaveProperty('value', 'postgresql://app@db:5432/x');
    expect(screen.getByLabelText('Password')).toHaveProperty('value', 'secret');
  });

  it('keeps a connection string that the separate fields cannot read', async () => {
    const user = renderApp();
    const pasted = 'psql -h db -U u shop';
    await user.click(screen.getByLabelText('Connection string'));
    await user.paste(pasted);
    await user.click(screen.getByRole('button', { name: 'Use separate fields' }));
    expect(screen.getByLabelText('Host')).toHaveProperty('value', '');
    await user.click(screen.getByRole('button', { name: 'Use a connection string' }));
    expect(screen.getByLabelText('Connection string')).toHaveProperty('value', pasted);
  });

  it('does not store the connection string, and stores the token only in the tab', async () => {
    await connectTo('postgresql://app:secret@db.example/warehouse');
    await screen.findByRole('combobox', { name: 'Search tables and views' });
    const kept = JSON.stringify([Object.entries(localStorage), window.location.href]);
    expect(kept).not.toMatch(/secret|mock-token|db\.example/);
    const inTab = JSON.stringify(Object.entries(sessionStorage));
    expect(inTab).toContain('mock-token');
    expect(inTab).not.toContain('secret');
    expect(document.body.innerHTML).not.toContain('secret');
  });

  it('clears the connection string after connecting', async () => {
    const client = createQueryClient();
    const user = await connectTo('postgresql://app:secret@db.example/warehouse', client);
    await screen.findByRole('combobox', { name: 'Search tables and views' });
    const kept = () =>
      JSON.stringify(
        [client.getMutationCache(), client.getQueryCache()].map((cache) =>
          cache.getAll().map(({ state }) => state),
        ),
      );
    await waitFor(() => expect(kept()).not.toContain('secret'));
    await user.click(screen.getByRole('button', { name: /^Connect/ }));
    expect(await screen.findByLabelText('Connection string')).toHaveProperty('value', '');
  });

  it('returns to the tab of the sources that was open', async () => {
    const user = await connectTo('postgresql://app:secret@db.example/warehouse');
    await user.click(await screen.findByRole('tab', { name: 'SQL query' }));
    await user.click(screen.getByRole('button', { name: /^Connect/ }));
    await user.click(screen.getByRole('button', { name: 'Use the demo database' }));
    const tab = await screen.findByRole('tab', { name: 'SQL query' });
    expect(tab.getAttribute('aria-selected')).toBe('true');
  });

  it('shows a failure of the page itself', async () => {
    server.use(http.post('/api/v1/connections', () => HttpResponse.json(mockConnection)));
    vi.spyOn(endpoints.createConnection.response, 'safeParse').mockImplementationOnce(() => {
      throw new TypeError('unexpected');
    });
    await connectTo('postgresql://app@db.example/x');
    expect((await screen.findByRole('alert')).textContent).toContain(
      messages.page_failed(messageContext(undefined)).what,
    );
  });

  it('shows that Rowhook cannot be reached', async () => {
    server.use(http.post('/api/v1/connections', () => HttpResponse.error()));
    await connectTo('postgresql://app@db.example/x');
    expect((await screen.findByRole('alert')).textContent).toContain('Rowhook itself cannot be reached.');
  });
});
