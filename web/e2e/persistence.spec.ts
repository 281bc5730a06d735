import { databaseUrl, expect, test } from './fixtures';
import { connect, fieldPath, openDemo, payloadWith, pick, writeQuery } from './steps';

test.describe('persistence', () => {
  test.beforeEach(async ({ page }) => {
    await openDemo(page);
    await pick(page, 'customers');
    await fieldPath(page, 'first_name').fill('user.name.first');
    await payloadWith(page, '"user"');
    await page.getByRole('button', { name: 'Remove phone' }).click();
  });

  test('a reload keeps the mapping, the connection and the undo history', async ({ page }) => {
    // As if the page was opened again two minutes later.
    await page.addInitScript(() => {
      Object.defineProperty(performance, 'timeOrigin', { value: performance.timeOrigin + 120_000 });
    });
    await page.reload();
    await expect(fieldPath(page, 'first_name')).toHaveValue('user.name.first');
    await payloadWith(page, '"user"');
    await expect(page.getByText('rows · sampled earlier, at')).toBeVisible();
    await expect(fieldPath(page, 'phone')).toHaveCount(0);
    await page.getByRole('button', { name: 'Undo: remove phone' }).click();
    await expect(fieldPath(page, 'phone')).toBeVisible();
    await page.getByRole('button', { name: /^Undo: path of/ }).click();
    await expect(fieldPath(page, 'first_name')).toHaveValue('first_name');
  });

  test('another tab lists the mapping and uses the connection while the first tab is open', async ({
    page,
    context,
  }) => {
    await expect.poll(() => page.evaluate(() => JSON.stringify(localStorage))).toContain('user.name.first');
    const other = await context.newPage();
    await other.goto('/');
    await other.getByRole('button', { name: 'public.customers' }).click();
    await expect(fieldPath(other, 'first_name')).toHaveValue('user.name.first');
    await payloadWith(other, '"user"');
    const stored = () => Object.keys(sessionStorage).concat(Object.keys(localStorage));
    expect(await page.evaluate(stored)).toContain('rowhook.connection');
    expect(await other.evaluate(stored)).not.toContain('rowhook.connection');
    await other.reload();
    await payloadWith(other, '"user"');
    await page.close();
    await other.reload();
    await expect(other.getByText('Connect to go on with public.customers.')).toBeVisible();
  });

  test.describe('after the connection has expired', () => {
    test.use({ expectedConsoleErrors: /status of 401/ });

    test('the user types only the password', async ({ page }) => {
      await page.getByRole('button', { name: /^Connect/ }).click();
      await connect(page, databaseUrl());
      await expect(page.getByRole('button', { name: /^Connect/ })).toContainText('postgres');
      // The token is rejected from the next preview on, not while the page opens.
      await payloadWith(page, '"user"');
      await page.route('**/api/v1/previews', (route) =>
        route.continue({ headers: { ...route.request().headers(), authorization: 'Bearer expired' } }),
      );
      await fieldPath(page, 'first_name').fill('name');
      await expect(page.getByText('The connection has expired, or Rowhook was restarted.')).toBeVisible();
      await page.unroute('**/api/v1/previews');
      await page.reload();
      await expect(page.getByLabel('Password', { exact: true })).toBeFocused();
      await page.keyboard.type(new URL(databaseUrl()).password);
      await page.keyboard.press('Enter');
      await expect(fieldPath(page, 'first_name')).toHaveValue('name');
      await payloadWith(page, '"name"');
    });
  });

  test("two tabs show each other's edits", async ({ page, context }) => {
    await expect.poll(() => page.evaluate(() => JSON.stringify(localStorage))).toContain('user.name.first');
    const other = await context.newPage();
    await other.goto(page.url());
    await fieldPath(other, 'last_name').fill('user.name.last');
    await payloadWith(other, '"last"');
    await expect(fieldPath(page, 'last_name')).toHaveValue('user.name.last');
    await payloadWith(page, '"last"');
    await page.getByRole('button', { name: 'Remove email' }).click();
    await expect(fieldPath(other, 'email')).toHaveCount(0);
    await expect(fieldPath(other, 'last_name')).toHaveValue('user.name.last');
    await page.getByRole('button', { name: 'Undo: remove email' }).click();
    await page.getByRole('button', { name: 'Undo: edit in another tab' }).click();
    await expect(fieldPath(page, 'last_name')).toHaveValue('last_name');
    await expect(fieldPath(other, 'last_name')).toHaveValue('last_name');
  });

  test('a new tab uses the connection of the tab used last', async ({ page, context }) => {
    const otherDatabase = new URL(databaseUrl());
    otherDatabase.pathname = '/postgres';
    const second = await context.newPage();
    await second.goto('/?open=connect');
    await connect(second, otherDatabase.href);
    await second.getByRole('tab', { name: 'SQL query' }).waitFor();
    const third = await context.newPage();
    await third.goto('/');
    await expect(third.getByRole('button', { name: /^Connect/ })).toContainText('/ postgres');
    await page.getByRole('button', { name: 'Undo: remove phone' }).click();
    const fourth = await context.newPage();
    await fourth.goto(page.url());
    await payloadWith(fourth, '"user"');
  });

  test('the mapping is restored after the tab was closed and the user reconnects', async ({
    page,
    context,
  }) => {
    const url = page.url();
    await page.close();
    const other = await context.newPage();
    await other.goto(url);
    await other.getByRole('button', { name: 'Use the demo database' }).click();
    await expect(fieldPath(other, 'first_name')).toHaveValue('user.name.first');
    await expect(fieldPath(other, 'phone')).toHaveCount(0);
  });

  test('Back and Forward restore the view', async ({ page }) => {
    const connection = page.getByRole('region', { name: 'Connected server' });
    const search = page.getByRole('combobox', { name: 'Search tables and views' });
    await page.getByRole('button', { name: /^Source/ }).click();
    await expect(search).toHaveValue('');
    await pick(page, 'orders');
    await page.getByRole('button', { name: /^Connect/ }).click();
    await connection.waitFor();
    await page.goBack();
    await expect(fieldPath(page, 'placed_at')).toBeVisible();
    await page.goBack();
    await expect(search).toHaveValue('public.orders');
    await page.goBack();
    await expect(fieldPath(page, 'first_name')).toHaveValue('user.name.first');
    await payloadWith(page, '"user"');
    await page.goBack();
    await expect(search).toBeVisible();
    await page.goBack();
    await expect(connection).toContainText('Connected');
    await page.goForward();
    await expect(search).toBeVisible();
    await page.goForward();
    await page.getByRole('button', { name: 'Undo: remove phone' }).click();
    await expect(fieldPath(page, 'phone')).toBeVisible();
  });

  test('Back restores the text of a SQL query', async ({ page }) => {
    await page.getByRole('button', { name: /^Source/ }).click();
    await writeQuery(page, 'SELECT 1 AS one');
    await page.getByRole('button', { name: /^Run/ }).click();
    await page.getByRole('button', { name: 'Map these columns' }).click();
    await payloadWith(page, '"one"');
    await page.goBack();
    await expect(page.getByRole('textbox', { name: 'SQL query' })).toContainText('SELECT 1 AS one');
    await page.goBack();
    await expect(fieldPath(page, 'first_name')).toHaveValue('user.name.first');
  });

  test.describe('with a rejected token', () => {
    test.use({ expectedConsoleErrors: /status of 401/ });

    test('a reload reconnects to the demo database', async ({ page }) => {
      await page.evaluate(() => {
        const kept = sessionStorage.getItem('rowhook.connection') ?? '';
        sessionStorage.setItem('rowhook.connection', kept.replace(/"token":"[^"]{8}/, '"token":"AAAAAAAA'));
      });
      await page.reload();
      await expect(fieldPath(page, 'first_name')).toHaveValue('user.name.first');
      await payloadWith(page, '"user"');
    });
  });
});
