import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openRelation, payload } from '../../testing/render-app';

/** Text, so that a number is in the file as it is written here. */
async function openFile(value: string) {
  const user = await openRelation('orders');
  await waitFor(() => payload());
  const text = `{"version":1,"fields":[{"to":"fixed","value":${value}}]}`;
  const file = new File([text], 'mapping.json', { type: 'application/json' });
  await user.upload(screen.getByLabelText('Mapping file'), file);
}

describe('Open mapping', () => {
  it('keeps fixed values unchanged', async () => {
    await openFile('{"a":[1.5,"12345678901234567890"]}');
    await waitFor(() => expect(payload().textContent).toContain('"12345678901234567890"'));
  });

  it.each([
    ['0.12345678901234567890', '0.12345678901234568'],
    ['12345678901234567890', '12345678901234567000'],
  ])('rejects %s, which would be rounded, and keeps the mapping', async (token, read) => {
    await openFile(`[{"a":${token}}]`);
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain(`${token} would be read as ${read}. Write it as a string.`);
    expect(payload().textContent).not.toContain('"fixed"');
  });

  it('shows an error if the file cannot be read', async () => {
    const user = await openRelation('orders');
    const file = new File(['{}'], 'gone.json', { type: 'application/json' });
    file.text = () => Promise.reject(new DOMException('It was deleted.', 'NotFoundError'));
    await user.upload(screen.getByLabelText('Mapping file'), file);
    expect((await screen.findByRole('alert')).textContent).toContain('The file could not be read.');
  });
});
