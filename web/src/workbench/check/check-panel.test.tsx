import { type CheckLine } from '@rowhook/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { mockReport } from '../../testing/mock-report';
import { Refusal, mock, mockCheck } from '../../testing/mocks';
import { openRelation, payload } from '../../testing/render-app';
import { server } from '../../testing/server';

const PROGRESS: CheckLine = { progress: { rows: 310_000, estimatedRows: 1_240_000, seconds: 2 } };

/** Responds to checks with these lines, after each promise resolves. */
function respondWith(...lines: (CheckLine | Promise<CheckLine>)[]) {
  server.use(
    mockCheck(async function* () {
      for (const line of lines) yield await line;
    }),
  );
}

/** Excludes the hidden status with the same text. */
const SHOWN = { selector: 'p' };

const never = new Promise<CheckLine>(() => undefined);

async function check(user: UserEvent): Promise<HTMLElement> {
  await user.click(await screen.findByRole('button', { name: 'Check all rows' }));
  return screen.findByRole('region', { name: 'Check of all rows' });
}

async function openOrders(): Promise<UserEvent> {
  const user = await openRelation('orders');
  await waitFor(() => payload());
  return user;
}

describe('check of all rows', () => {
  it('shows its progress, and returns to the previous report after Cancel', async () => {
    const user = await openOrders();
    expect(screen.getByText(/^10 of ≈ 1.2 M rows · sampled/)).toBeTruthy();
    const panel = await check(user);
    await within(panel).findByText('All 30 rows are valid.', SHOWN);
    respondWith(PROGRESS, never);
    await check(user);
    await within(panel).findByText(/^310,000/);
    expect(within(panel).getByRole('progressbar')).toHaveProperty('value', 310_000);
    expect(panel.textContent).toContain('160,000 rows/s');
    expect(panel.textContent).toContain('about 6 s left');
    expect(within(panel).getByText('25 % of the rows checked').role).toBe('status');
    const button = screen.getByRole('button', { name: 'Check all rows' });
    expect(document.activeElement).toBe(button);
    expect(button.getAttribute('aria-disabled')).toBe('true');
    await user.click(within(panel).getByRole('button', { name: 'Cancel' }));
    await within(panel).findByText(/^The check was cancelled.*The previous report is below\.$/);
    expect(document.activeElement).toBe(panel);
    expect(within(panel).getByText('All 30 rows are valid.', SHOWN)).toBeTruthy();
  });

  it('leaves the focus on a button that became unavailable', async () => {
    const user = await openOrders();
    const panel = await check(user);
    await within(panel).findByText('All 30 rows are valid.', SHOWN);
    await user.click(screen.getByRole('button', { name: 'Next row' }));
    const previous = screen.getByRole('button', { name: 'Previous row' });
    await user.click(previous);
    expect(previous.getAttribute('aria-disabled')).toBe('true');
    respondWith(PROGRESS, { problem: new Refusal('connection_lost').problem });
    await user.keyboard('{Control>}{Enter}{/Control}');
    await within(panel).findByRole('alert');
    expect(document.activeElement).toBe(previous);
  });

  it('shows the number of rows if the total is unknown', async () => {
    respondWith({ progress: { rows: 500, estimatedRows: null, seconds: 1 } }, never);
    const panel = await check(await openOrders());
    await within(panel).findByText('500');
    expect(within(panel).getByRole('progressbar').hasAttribute('value')).toBe(false);
    expect(panel.textContent).not.toContain('left');
  });

  it('that ends with a problem shows the error and keeps the previous report', async () => {
    const user = await openOrders();
    const panel = await check(user);
    await within(panel).findByText('All 30 rows are valid.', SHOWN);
    respondWith(PROGRESS, { problem: new Refusal('connection_lost').problem });
    await check(user);
    expect((await within(panel).findByRole('alert')).textContent).toContain('connection_lost');
    expect(within(panel).getByText('All 30 rows are valid.', SHOWN)).toBeTruthy();
    expect(panel.textContent).toContain('The previous report is below.');
  });

  it('starts with Ctrl Enter and continues while the panel is closed', async () => {
    const { promise, resolve } = deferred<CheckLine>();
    respondWith(PROGRESS, promise);
    const user = await openOrders();
    await user.keyboard('{Control>}{Enter}{/Control}');
    const panel = await screen.findByRole('region', { name: 'Check of all rows' });
    await within(panel).findByText(/^310,000/);
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('region', { name: 'Check of all rows' })).toBeNull();
    const show = screen.getByRole('button', { name: 'Show progress' });
    await waitFor(() => expect(document.activeElement).toBe(show));
    resolve({
      report: mockReport({
        source: { relation: { schema: 'public', name: 'orders' } },
        mapping: { version: 1, fields: [] },
      }),
    });
    await user.click(await screen.findByRole('button', { name: 'Show report' }));
    expect(await screen.findByText('All 30 rows are valid.', SHOWN)).toBeTruthy();
  });
});

function deferred<T>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

describe('check report', () => {
  async function rejectCoupons() {
    const user = await openOrders();
    await user.selectOptions(screen.getByRole('combobox', { name: 'If NULL, for coupon' }), 'error');
    const panel = await check(user);
    await within(panel).findByText(/rejected, all because of/, SHOWN);
    return { user, panel };
  }

  it('links to the field of an issue and to the row of an example', async () => {
    const { user, panel } = await rejectCoupons();
    const issues = within(panel).getByRole('region', { name: 'Issues' });
    await user.click(within(issues).getByRole('button', { name: 'Go to coupon' }));
    await waitFor(() => expect(document.activeElement).toHaveProperty('value', 'coupon'));
    const [example] = within(issues).getAllByRole('button', { name: /^Show the row id / });
    const id = example?.textContent.replace('id ', '') ?? '';
    if (example !== undefined) await user.click(example);
    await screen.findByText('Row 1 of 1');
    expect(screen.getByRole('button', { name: new RegExp(`^id is .?${id}`) })).toBeTruthy();
    expect(screen.getByText(new RegExp(`^id ${id} · 1 of 1 row rejected`))).toBeTruthy();
  });

  it('is outdated after an edit, until the edit is undone', async () => {
    const { user, panel } = await rejectCoupons();
    expect(panel.textContent).not.toContain('Outdated');
    await user.selectOptions(screen.getByRole('combobox', { name: 'If NULL, for coupon' }), 'keep');
    expect(within(panel).getByText(/^Outdated: the mapping changed after this check\./)).toBeTruthy();
    expect(panel.textContent).toContain('rejected, all because of');
    await user.click(screen.getByRole('button', { name: /^Undo/ }));
    expect(panel.textContent).not.toContain('Outdated');
    await user.click(screen.getByRole('button', { name: /^Redo/ }));
    await user.click(within(panel).getByRole('button', { name: 'Check again' }));
    expect(await within(panel).findByText('All 30 rows are valid.', SHOWN)).toBeTruthy();
  });

  it('has its histogram as a table, and is copied as Markdown and JSON', async () => {
    const { user, panel } = await rejectCoupons();
    expect(within(panel).getByRole('table', { name: 'Payloads by size' }).textContent).toMatch(/128 B\d+/);
    await user.click(within(panel).getByRole('button', { name: 'Copy as Markdown' }));
    expect(await navigator.clipboard.readText()).toMatch(
      /^# Check of `public\.orders`\n[^]*all because of `coupon`\./,
    );
    await user.click(within(panel).getByRole('button', { name: 'Copy as JSON' }));
    expect(JSON.parse(await navigator.clipboard.readText())).toMatchObject({ complete: true, rows: 30 });
  });
});

describe('receiver’s schema', () => {
  async function use(user: UserEvent, schema: unknown) {
    await user.click(screen.getByRole('button', { name: 'Add schema' }));
    const dialog = await screen.findByRole('dialog', { name: 'Receiver’s schema' });
    await user.click(within(dialog).getByLabelText('JSON Schema or OpenAPI document'));
    await user.paste(JSON.stringify(schema, null, 2));
    return dialog;
  }

  it('validates previews and checks, whose issues link to their fields', async () => {
    const user = await openOrders();
    const dialog = await use(user, { properties: { total: { type: 'string' } } });
    await user.click(within(dialog).getByRole('button', { name: 'Use schema' }));
    const issues = await screen.findByRole('group', { name: 'Issues of the receiver’s schema' });
    expect(issues.textContent).toContain('10 of 10 rows break the receiver’s schema.');
    expect(issues.textContent).toContain('/total must be a string');
    const panel = await check(user);
    await within(panel).findByText(/^None of 30 rows is valid/, SHOWN);
    await user.click(within(panel).getByRole('button', { name: 'Go to /total' }));
    await waitFor(() => expect(document.activeElement).toHaveProperty('value', 'total'));
    await user.click(within(panel).getByRole('button', { name: 'Remove the receiver’s schema' }));
    await waitFor(() => expect(screen.queryByRole('group', { name: /^Issues of the receiver/ })).toBeNull());
    expect(within(panel).getByText(/^Outdated: the receiver’s schema changed/)).toBeTruthy();
  });

  it('can be a component of an OpenAPI document', async () => {
    const user = await openOrders();
    const components = { schemas: { Order: { type: 'object' }, Contact: {} } };
    const dialog = await use(user, { openapi: '3.1.0', info: { title: 'Shop', version: '1' }, components });
    const button = within(dialog).getByRole('button', { name: 'Use schema' });
    expect(button).toHaveProperty('disabled', true);
    await user.selectOptions(await within(dialog).findByRole('combobox', { name: 'Component' }), 'Order');
    await user.click(button);
    const panel = await check(user);
    expect(panel.textContent).toContain('Receiver’s schema: Order of Shop');
  });

  it('keeps the preview if it is rejected, and links to its errors', async () => {
    const user = await openOrders();
    const message = 'Unknown keyword "typ".';
    server.use(
      mock(
        'createPreview',
        new Refusal('schema_invalid', {
          errors: [{ pointer: '/schema/properties/total/typ', code: 'unknown_keyword', message }],
        }),
      ),
    );
    const dialog = await use(user, { properties: { total: { typ: 'string' } } });
    await user.click(within(dialog).getByRole('button', { name: 'Use schema' }));
    await user.click(await screen.findByRole('button', { name: 'Show why' }));
    expect(payload().textContent).toContain('"id": 1');
    const again = await screen.findByRole('dialog', { name: 'Receiver’s schema' });
    expect(within(again).getByRole('alert').textContent).toContain(`Line 4 ${message}`);
    await user.click(within(again).getByRole('button', { name: 'Line 4' }));
    const area = within(again).getByLabelText<HTMLTextAreaElement>('JSON Schema or OpenAPI document');
    expect(area.value.slice(area.selectionStart, area.selectionEnd)).toBe('"typ"');
  });

  it('is used for previews again after a check has accepted it', async () => {
    const user = await openOrders();
    server.use(mock('createPreview', new Refusal('schema_limit_exceeded')));
    const dialog = await use(user, { properties: { total: { type: 'string' } } });
    await user.click(within(dialog).getByRole('button', { name: 'Use schema' }));
    await screen.findByRole('button', { name: 'Show why' });
    server.resetHandlers();
    await check(user);
    expect(await screen.findByRole('group', { name: 'Issues of the receiver’s schema' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Show why' })).toBeNull();
  });

  it('is stored for its table', async () => {
    const user = await openOrders();
    const dialog = await use(user, { title: 'Order', type: 'object' });
    await user.click(within(dialog).getByRole('button', { name: 'Use schema' }));
    const key = Object.keys(localStorage).find((each) => each.startsWith('rowhook.schema '));
    expect(key).toMatch(/\["public","orders"\]$/);
    expect(JSON.parse(localStorage.getItem(key ?? '') ?? '')).toMatchObject({ name: 'Order' });
  });
});
