import { createHash } from 'node:crypto';
import { expect, test } from './fixtures';
import { openDemo, payload, pick } from './steps';

test('steps of a field change the payload and are saved in the mapping', async ({ page, database }) => {
  const { rows } = await database.query<{ email: string }>(
    'SELECT email FROM public.customers ORDER BY id LIMIT 1',
  );
  const email = rows[0]?.email ?? '';
  await openDemo(page);
  await pick(page, 'customers');
  await expect(payload(page)).toContainText(email);
  await page.getByRole('button', { name: 'Steps of email: none' }).click();
  const editor = page.getByRole('dialog', { name: 'Steps of email' });
  const add = async (step: string) => {
    await editor.getByRole('button', { name: 'Add a step' }).click();
    await page.getByRole('menuitem', { name: step }).click();
  };
  await add('Uppercase');
  await expect(payload(page)).toContainText(`"email": "${email.toUpperCase()}"`);
  await add('SHA-256');
  const hash = createHash('sha256').update(email.toUpperCase()).digest('hex');
  await expect(payload(page)).toContainText(`"email": "${hash}"`);

  // A lookup without an entry for the address rejects the row and names the field.
  await editor.getByRole('button', { name: 'Remove SHA-256' }).click();
  await add('Look up');
  await expect(page.getByText(/not in its lookup/).first()).toBeVisible();
  await editor.getByRole('button', { name: 'Add entry' }).click();
  await editor.getByRole('textbox', { name: 'Text 1' }).fill(email.toUpperCase());
  await editor.getByRole('textbox', { name: 'Result 1' }).fill('the first');
  await expect(payload(page)).toContainText('"email": "the first"');

  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Steps of email: Uppercase · Look up' })).toBeVisible();
  const downloaded = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save mapping' }).click();
  const chunks: Buffer[] = [];
  for await (const chunk of await (await downloaded).createReadStream()) chunks.push(chunk as Buffer);
  expect(JSON.parse(Buffer.concat(chunks).toString())).toMatchObject({
    fields: expect.arrayContaining([
      {
        to: 'email',
        column: 'email',
        steps: ['uppercase', { lookup: { values: { [email.toUpperCase()]: 'the first' } } }],
      },
    ]),
  });
});
