import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { copied, fieldPath, openDemo, payload, payloadWith, pick } from './steps';

/** The speed of a fast typist. */
const KEY_MS = 130;
/** Slightly less than the pause after which the page considers a path complete, because timers may fire early. */
const PAUSE_MS = 500;
/** How often a path is typed until no key is delayed. */
const ATTEMPTS = 5;

interface Recorded {
  /** Texts that moved, from the Layout Instability API. */
  shifts: string[];
  /** Accessible names of elements that were marked invalid. */
  invalid: string[];
  /** Changed texts of buttons and headings. */
  labels: string[];
  /** Each text that the payload showed. */
  payloads: string[];
  /** The longest time between two keys, in ms. */
  pause: number;
}

/** Records changes of the page. The returned function returns the changes so far. */
async function record(page: Page): Promise<() => Promise<Recorded>> {
  await page.evaluate(() => {
    const recorded: Recorded = { shifts: [], invalid: [], labels: [], payloads: [], pause: 0 };
    new PerformanceObserver((list) => {
      for (const { sources } of list.getEntries() as (PerformanceEntry & {
        sources: { node: Node | null }[];
      })[])
        recorded.shifts.push(...sources.map(({ node }) => node?.textContent ?? 'removed'));
    }).observe({ type: 'layout-shift' });
    const labels = () =>
      [...document.querySelectorAll('button, h1, h2, [role="columnheader"]')]
        .filter((element) => element.closest('[aria-label^="Payload of row"]') === null)
        .map((element) => element.textContent)
        .join('|');
    const before = labels();
    let pressed = performance.now();
    document.addEventListener(
      'keydown',
      () => {
        recorded.pause = Math.max(recorded.pause, performance.now() - pressed);
        pressed = performance.now();
      },
      true,
    );
    const look = () => {
      for (const element of document.querySelectorAll('[aria-invalid="true"]'))
        recorded.invalid.push(element.getAttribute('aria-label') ?? element.tagName);
      const text = document.querySelector('[aria-label^="Payload of row"]')?.textContent ?? '';
      if (text !== recorded.payloads.at(-1)) recorded.payloads.push(text);
      const now = labels();
      if (now !== before && now !== recorded.labels.at(-1)) recorded.labels.push(now);
    };
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    Object.assign(window, { recorded });
  });
  return () => page.evaluate(() => (window as unknown as { recorded: Recorded }).recorded);
}

test.describe('typing a path beside its siblings', () => {
  test.beforeEach(async ({ page }) => {
    await openDemo(page);
    await pick(page, 'customers');
    await payload(page).waitFor();
    // After this edit, Undo has a name and the hint about nesting is hidden.
    await fieldPath(page, 'id').fill('key.id');
    await payloadWith(page, '"key"');
  });

  test(
    'causes no layout shifts and no errors, and updates the payload',
    { tag: '@main-path' },
    async ({ page }) => {
      const paths = [
        ['first_name', 'user.name.first', 'first'],
        ['last_name', 'user.name.last', 'last'],
        ['email', 'user.contact', 'contact'],
      ] as const;
      for (const [column, path, key] of paths) {
        let typed: Recorded;
        let attempts = 0;
        do {
          await fieldPath(page, column).click();
          await page.keyboard.press('ControlOrMeta+a');
          await page.keyboard.press('u');
          await payloadWith(page, '"u"');
          const recorded = await record(page);
          await page.keyboard.type(path.slice(1), { delay: KEY_MS });
          await payloadWith(page, `"${key}"`);
          typed = await recorded();
          // On a busy machine, a key can be delayed for so long that the page considers the path complete.
        } while (typed.pause > PAUSE_MS && ++attempts < ATTEMPTS);
        expect(typed.pause, 'longest time between two keys').toBeLessThanOrEqual(PAUSE_MS);
        const { shifts, invalid, labels, payloads } = typed;
        expect({ shifts, invalid, labels }, path).toEqual({ shifts: [], invalid: [], labels: [] });
        for (const text of payloads) expect(text).toContain('"phone"');
        await expect(fieldPath(page, column)).toHaveValue(path);
        await page.keyboard.press('Enter');
      }
      await expect(payload(page)).toContainText(/"user": \{\s*"name": \{\s*"first": "[^"]+",\s*"last": "/);
    },
  );

  test('completes the path with Tab', async ({ page }) => {
    await fieldPath(page, 'first_name').fill('user.name.first');
    await payloadWith(page, '"first"');
    await fieldPath(page, 'last_name').click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('u');
    const recorded = await record(page);
    await page.waitForTimeout(KEY_MS);
    await page.keyboard.press('Tab');
    await payloadWith(page, '"last"');
    await expect(fieldPath(page, 'last_name')).toHaveValue('user.name.last');
    const { shifts, invalid } = await recorded();
    expect({ shifts, invalid }).toEqual({ shifts: [], invalid: [] });
    const list = await page.getByRole('listbox').count();
    expect(list).toBe(0);
  });

  test('shows completions that cover no other path', async ({ page }) => {
    await fieldPath(page, 'first_name').fill('user.name.first');
    await fieldPath(page, 'last_name').click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('user.');
    const field = await fieldPath(page, 'last_name').boundingBox();
    const left = async () => (await page.getByRole('listbox').boundingBox())?.x ?? 0;
    await expect.poll(left).toBeGreaterThanOrEqual((field?.x ?? 0) + (field?.width ?? Infinity));
    await expect(page.getByRole('listbox').locator('..')).toHaveCSS('opacity', '1');
  });

  test('moves the completions with the field when the fields scroll', async ({ page }) => {
    await fieldPath(page, 'first_name').fill('user.name.first');
    await page.setViewportSize({ width: 1440, height: 560 });
    const field = fieldPath(page, 'country');
    await field.click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('user.');
    const topOf = async (target: Locator) => (await target.boundingBox())?.y ?? Number.NaN;
    const list = page.getByRole('listbox');
    await list.waitFor();
    const below = async () => (await topOf(list)) - (await topOf(field));
    const before = { field: await topOf(field), below: await below() };
    await page.getByRole('grid').evaluate((grid) => grid.scrollBy(0, 60));
    await expect.poll(() => topOf(field)).toBeLessThan(before.field - 50);
    await expect.poll(below).toBeCloseTo(before.below, 0);
  });
});

test.describe('invalid field', () => {
  test('is omitted from the payload, which other edits still update', async ({ page }) => {
    await openDemo(page);
    await pick(page, 'customers');
    await fieldPath(page, 'phone').fill('');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'phone: no path' })).toBeVisible();
    const pane = page.getByRole('region', { name: 'Payload', exact: true });
    await expect(pane.getByText('without 1 field')).toBeVisible();
    await fieldPath(page, 'city').fill('town');
    await payloadWith(page, '"town"');
    const body = await copied(page, 'Copy JSON');
    await page.getByRole('button', { name: 'Raw' }).click();
    await expect.poll(() => payload(page).textContent()).toBe(body);
    expect(body).toContain('"town"');
    expect(body).not.toContain('phone');
  });
});
