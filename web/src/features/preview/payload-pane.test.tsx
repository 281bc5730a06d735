import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openRelation, payload } from '../../testing/render-app';

const BODY =
  '{"id":1,"customer_id":9007199254740993,"billing_city":"Paris","billing_zip":"75000","total":12.90,"coupon":null}';

describe('what leaves the page', () => {
  it.each([
    ['Copy JSON', BODY],
    [
      'Copy cURL',
      `curl --request POST 'https://example.com/webhook' \\\n  --header 'Content-Type: application/json' \\\n  --data-binary '${BODY}'`,
    ],
  ])('%s takes the body digit for digit, and says so', async (name, wanted) => {
    const user = await openRelation('orders');
    await waitFor(() => payload());
    await user.click(screen.getByRole('button', { name }));
    expect(await navigator.clipboard.readText()).toBe(wanted);
    expect(await screen.findByText('Copied')).toBeTruthy();
  });

  it('is shown as a request with its length in bytes', async () => {
    const user = await openRelation('orders');
    await waitFor(() => payload());
    await user.click(screen.getByRole('button', { name: 'Request' }));
    const url = screen.getByRole('textbox', { name: /^Webhook URL/ });
    await user.type(url, 'https://crm.example/hook');
    expect(screen.getByRole('region', { name: 'Request' }).textContent).toContain(
      `POST https://crm.example/hook\nContent-Type: application/json\nContent-Length: ${BODY.length}\n\n${BODY}`,
    );
  });
});
