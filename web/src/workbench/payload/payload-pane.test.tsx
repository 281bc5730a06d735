import { utf8Length, type IssueCode } from '@rowhook/contracts';
import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { PreviewResult } from '../../api/queries';
import { mockPreview } from '../../testing/mock-rows';
import { mockTable } from '../../testing/mock-source';
import { Refusal, mock } from '../../testing/mocks';
import { fill, openRelation, path, payload } from '../../testing/render-app';
import { server } from '../../testing/server';
import { statusText } from './status-line';

const BODY =
  '{"id":1,"customer_id":9007199254740993,"billing_city":"Paris","billing_zip":"75000","total":12.90,"coupon":null}';

describe('payload', () => {
  it.each([
    // Just after midnight, these have a date too.
    [59_000, /rows? · sampled (?:\d+ \w+, )?\d\d:/],
    [61_000, /rows? · sampled (?:\d+ \w+, |earlier, at )\d\d:/],
    [86_400_000, /rows? · sampled \d+ \w+, \d\d:/],
  ])('says when a sample was taken %i ms before the page was opened', (ms, wanted) => {
    const takenAt = new Date(performance.timeOrigin - ms).toISOString();
    const input = { source: { relation: { schema: 'public', name: 'orders' } } };
    const result = { input, preview: mockPreview([], takenAt) } as unknown as PreviewResult;
    expect(statusText(result, mockTable('orders').detail, new Date().toDateString())).toMatch(wanted);
  });

  it.each([
    [2, '2 of ≈ 2 rows ·'],
    [1, '2 rows ·'],
  ])('leaves out an estimate below the number of rows: %i', (estimatedRows, wanted) => {
    const input = { source: { relation: { schema: 'public', name: 'orders' } } };
    const payload = { key: null, body: '{}', bytes: 2, issues: [] };
    const result = { input, preview: mockPreview([payload, payload]) } as unknown as PreviewResult;
    const detail = { ...mockTable('orders').detail, estimatedRows };
    expect(statusText(result, detail, new Date().toDateString())).toContain(wanted);
  });

  it('says on which day a sample was taken if the page stays open overnight', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] });
    try {
      server.use(mock('createPreview', () => mockPreview([], new Date().toISOString())));
      await openRelation('orders');
      expect(await screen.findByText(/rows · sampled \d\d:/)).toBeTruthy();
      act(() => void vi.advanceTimersByTime(86_400_000));
      expect(screen.getByText(/rows · sampled \d+ \w+, \d\d:/)).toBeTruthy();
    } finally {
      vi.useRealTimers();
    }
  });

  it('has no size if the row is rejected', async () => {
    const rejected = { key: ['1'], body: null, bytes: 0, issues: [] };
    server.use(mock('createPreview', () => mockPreview([rejected])));
    await openRelation('orders');
    await screen.findByText(/^1 of .* rows · sampled/);
    expect(screen.queryByText('0 B')).toBeNull();
  });

  it.each([
    ['Copy JSON', BODY],
    [
      'Copy cURL',
      `curl --fail-with-body --request POST 'https://example.com/webhook' \\\n  --header 'Content-Type: application/json' \\\n  --data-binary '${BODY}'`,
    ],
  ])('%s copies the exact body and confirms it', async (name, wanted) => {
    const user = await openRelation('orders');
    await waitFor(() => payload());
    await user.click(screen.getByRole('button', { name }));
    expect(await navigator.clipboard.readText()).toBe(wanted);
    expect(await screen.findByText('Copied')).toBeTruthy();
  });

  it('is marked as outdated when it is copied after a failed preview', async () => {
    const user = await openRelation('orders');
    await waitFor(() => payload());
    server.use(mock('createPreview', new Refusal('query_timeout')));
    fill(path('id'), 'order.id');
    await screen.findByText('Outdated: the mapping changed');
    await user.click(screen.getByRole('button', { name: 'Copy JSON' }));
    expect(await navigator.clipboard.readText()).toBe(BODY);
    expect(await screen.findByText('Copied an outdated payload')).toBeTruthy();
  });

  it('is shown as it is sent: alone, and in a request with its length in bytes', async () => {
    const user = await openRelation('orders');
    await waitFor(() => payload());
    await user.click(screen.getByRole('button', { name: 'Raw' }));
    expect(payload().textContent).toBe(BODY);
    expect(window.location.search).toContain('view=raw');
    await user.click(screen.getByRole('button', { name: 'Request' }));
    const url = screen.getByRole('textbox', { name: /^Webhook URL/ });
    await user.type(url, 'https://crm.example/hook');
    expect(screen.getByRole('region', { name: 'Request' }).textContent).toContain(
      `POST https://crm.example/hook\nContent-Type: application/json\nContent-Length: ${BODY.length}\n\n${BODY}`,
    );
  });

  it('uses the example, also in the cURL command, until the URL is valid', async () => {
    const user = await openRelation('orders');
    await waitFor(() => payload());
    await user.click(screen.getByRole('button', { name: 'Request' }));
    const url = screen.getByRole('textbox', { name: /^Webhook URL/ });
    const request = screen.getByRole('region', { name: 'Request' });
    await user.type(url, 'crm.example hook');
    expect(url.getAttribute('aria-invalid')).toBe('false');
    await user.tab();
    expect(url.getAttribute('aria-invalid')).toBe('true');
    const help = document.getElementById(url.getAttribute('aria-describedby') ?? '');
    expect(help?.textContent).toMatch(/^Enter a URL without spaces that begins with https:/);
    expect(request.textContent).toContain('POST https://example.com/webhook\n');
    await user.click(screen.getByRole('button', { name: 'Copy cURL' }));
    expect(await navigator.clipboard.readText()).toContain("'https://example.com/webhook'");
    await user.clear(url);
    await user.type(url, ' https://crm.example/hook ');
    await user.tab();
    expect(url.getAttribute('aria-invalid')).toBe('false');
    expect(request.textContent).toContain('POST https://crm.example/hook\n');
  });
});

describe('row without a payload', () => {
  const preview = (code: IssueCode) => {
    const issues = [{ field: 4, code, message: 'total has an issue.' }];
    return mockPreview([{ key: ['1'], body: null, bytes: 0, issues }]);
  };

  it.each([
    ['null_not_allowed', /^An export stops at this row, unless/],
    ['column_failed', /^An export fails, also if it is told to skip/],
  ] as const)('says what an export does: %s', async (code, text) => {
    server.use(mock('createPreview', () => preview(code)));
    await openRelation('orders');
    expect(await screen.findByText(text)).toBeTruthy();
  });

  it('is counted as an issue of its field, in the list and in the tree', async () => {
    server.use(mock('createPreview', () => preview('null_not_allowed')));
    const user = await openRelation('orders');
    await user.click(await screen.findByRole('button', { name: '1 issue' }));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('If NULL, for total')));
    await user.click(screen.getByRole('button', { name: 'Tree' }));
    expect((await screen.findByRole('treeitem', { name: /^total/ })).textContent).toContain('issue');
    expect(screen.getByRole('button', { name: '1 issue' })).toBeTruthy();
  });
});

describe('number that JavaScript would round', () => {
  it('in a json column can only be sent as a string with all of the column', async () => {
    respondWith('{"id":1,"attributes":{"big":9007199254740993}}');
    await openRelation('customers');
    await waitFor(() => payload());
    expect(await within(payload()).findByRole('button', { name: /^Send/ })).toHaveProperty(
      'textContent',
      'Send all of attributes as string',
    );
  });
});

describe('payload keyboard navigation', () => {
  it('moves between lines, to their buttons with Tab, and to the field with Enter', async () => {
    const user = await openRelation('orders');
    await waitFor(() => payload());
    const line = () => payload().querySelector('[data-active="true"]')?.textContent;
    payload().focus();
    await user.keyboard('{ArrowDown}');
    expect(line()).toBe('{');
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(line()).toContain('"customer_id"');
    await user.tab();
    expect(document.activeElement?.textContent).toBe('Send as string');
    await user.tab({ shift: true });
    await user.keyboard('{End}{ArrowUp}');
    expect(line()).toContain('"coupon"');
    await user.tab();
    expect(payload().contains(document.activeElement)).toBe(false);
    await user.tab({ shift: true });
    expect(line()).toBeUndefined();
    await user.keyboard('{Home}{ArrowDown}{Enter}');
    await waitFor(() => expect(document.activeElement).toBe(path('id')));
  });

  it('announces the active line with its field', async () => {
    const user = await openRelation('orders');
    await waitFor(() => payload());
    const announced = () => payload().parentElement?.querySelector('[aria-live]')?.textContent;
    fill(path('id'), 'order.number');
    await waitFor(() => expect(payload().textContent).toContain('"number"'));
    act(() => payload().focus());
    // Screen readers announce only changes of an element that was there before.
    expect(announced()).toBe('');
    await user.keyboard('{Home}');
    expect(announced()).toBe('{');
    await user.keyboard('{ArrowDown}');
    expect(announced()).toBe('"order": {');
    await user.keyboard('{ArrowDown}');
    expect(announced()).toBe('"number": 1 from id');
    act(() => payload().blur());
    expect(announced()).toBeUndefined();
  });

  it('stays in the payload after Send as string', async () => {
    const user = await openRelation('orders');
    await user.click(await within(await waitFor(payload)).findByRole('button', { name: 'Send as string' }));
    await waitFor(() => expect(within(payload()).queryByRole('button')).toBeNull());
    expect(document.activeElement).toBe(payload());
  });
});

function respondWith(...bodies: string[]) {
  const payloads = bodies.map((body, row) => ({
    key: [`${row}`],
    body,
    bytes: utf8Length(body),
    issues: [],
  }));
  server.use(mock('createPreview', () => mockPreview(payloads)));
}

describe('right-to-left text', () => {
  it.each(['Pretty', 'Raw', 'Request'])('does not reorder keys, values and quotes in %s', async (view) => {
    const body = '{"اسم":"علي","b":"\u202Ex"}';
    respondWith(body);
    const user = await openRelation('orders');
    await waitFor(() => payload());
    await user.click(screen.getByRole('button', { name: view }));
    const shown = view === 'Request' ? screen.getByRole('region', { name: view }) : payload();
    const isolated = [...shown.querySelectorAll('bdi')].map(({ textContent }) => textContent);
    expect(isolated).toEqual(['اسم', 'علي', '\u202E']);
    expect(within(shown).getByText('\u202E').dataset['code']).toBe('U+202E');
    expect(shown.textContent.replace(/\s/g, '')).toContain(body);
  });
});

describe('body of several megabytes', () => {
  /** Opens a preview with these bodies in Raw or Request. */
  async function openLong(view: string, ...long: string[]) {
    respondWith(...long);
    const user = await openRelation('orders');
    await waitFor(() => payload());
    await user.click(screen.getByRole('button', { name: view }));
    return { user, shown: screen.getByRole('region', { name: view === 'Raw' ? /^Payload of row/ : view }) };
  }

  it('is truncated until Show all is clicked', async () => {
    const long = `{"note":"${'é'.repeat(300_000)}"}`;
    const { user, shown } = await openLong('Raw', long);
    expect(shown.textContent.match(/é/g)).toHaveLength(199_991);
    await user.click(within(shown).getByRole('button', { name: 'Show all' }));
    expect(shown.textContent).toContain(long);
  });

  it.each(['Raw', 'Request'])('is shown in full in %s only for the row of the click', async (view) => {
    const long = `["${'a'.repeat(200_000)}"]`;
    const { user, shown } = await openLong(view, long, long);
    await user.click(within(shown).getByRole('button', { name: 'Show all' }));
    expect(screen.queryByRole('button', { name: 'Show all' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Next row' }));
    expect(screen.getByRole('button', { name: 'Show all' })).toBeTruthy();
  });

  it('shows how many bytes are truncated, and splits no character', async () => {
    const { shown } = await openLong('Raw', `["${'a'.repeat(199_997)}${'😀'.repeat(1000)}"]`);
    expect(shown.textContent).toMatch(/a… another 4\.0 KB is not shown here, but copied\. Show all$/);
  });
});
