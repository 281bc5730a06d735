import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { states } from './states';
import { type Pane, showPane } from './steps';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const WIDTHS = [1440, 1280, 1024, 720, 375, 320];

/** Screenshots of every state, in both themes and all widths, which the project `pictures` takes. */
const PICTURES = '../.rowhook/states';

/** Controls and texts that overflow the page or an ancestor that clips them. */
function clipped(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const found = document.documentElement.scrollWidth > width ? ['the page scrolls sideways'] : [];
    for (const element of document.querySelectorAll<HTMLElement>(
      'button, input, select, h1, h2, p, [role="tab"]',
    )) {
      const box = element.getBoundingClientRect();
      if (box.width <= 1 || !element.checkVisibility()) continue;
      let [left, right] = [0, width];
      for (let parent = element.parentElement; parent !== null; parent = parent.parentElement) {
        if (getComputedStyle(parent).overflowX === 'visible') continue;
        const around = parent.getBoundingClientRect();
        left = Math.max(left, around.left);
        right = Math.min(right, around.right);
        // A modal dialog is in the top layer, so only the page can clip it.
        if (parent.matches('dialog:modal')) break;
      }
      if (box.left < left - 1 || box.right > right + 1) found.push(element.outerHTML.slice(0, 140));
    }
    return found;
  });
}

/** Texts covered by an element that is not positioned. `elementFromPoint` ignores texts with `pointer-events: none`. */
function covered(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isClipped = (element: Element, x: number, y: number) => {
      for (let around: Element | null = element; around !== null; around = around.parentElement) {
        const { left, right, top, bottom } = around.getBoundingClientRect();
        const { overflow, clipPath } = getComputedStyle(around);
        // Chromium snaps edges to whole pixels, so a point next to an edge may be on either side.
        const isInside = left + 1 <= x && x <= right - 1 && top + 1 <= y && y <= bottom - 1;
        if (clipPath !== 'none' || (!isInside && overflow !== 'visible')) return true;
        if (around.matches('dialog:modal')) return false;
      }
      return false;
    };
    const floatsOver = (over: Element, element: Element) => {
      for (let around = over; !around.contains(element); around = around.parentElement ?? document.body) {
        if (['absolute', 'fixed', 'sticky'].includes(getComputedStyle(around).position)) return true;
      }
      return false;
    };
    const found = new Set<string>();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode() !== null) {
      const text = texts.currentNode;
      const element = text.parentElement;
      if (element === null || text.textContent?.trim() === '' || !element.checkVisibility()) continue;
      if (getComputedStyle(element).pointerEvents === 'none') continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      for (const { x, y, width, height } of range.getClientRects()) {
        const [left, top] = [x + width / 2, y + height / 2];
        const over = document.elementFromPoint(left, top);
        if (over === null || over.contains(element) || element.contains(over)) continue;
        if (isClipped(element, left, top) || floatsOver(over, element)) continue;
        found.add(`"${text.textContent?.trim().slice(0, 60)}" is under ${over.outerHTML.slice(0, 140)}`);
      }
    }
    return [...found];
  });
}

/** Selects the part of the page that differs from other states, because axe takes seconds for a whole workbench. */
async function partOf(page: Page, pane: Pane | undefined): Promise<string> {
  if ((await page.locator('dialog:modal').count()) > 0) return 'dialog:modal';
  return pane === undefined ? 'html' : `section[aria-label="${pane}"]`;
}

async function violations(axe: AxeBuilder): Promise<string[]> {
  const result = await axe.analyze();
  return result.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join('\n  ')}`,
  );
}

const softly = expect.configure({ soft: true });

for (const [name, { reach, pane, consoleErrors }] of Object.entries(states)) {
  test.describe(`state: ${name}`, () => {
    test.use({ expectedConsoleErrors: consoleErrors });

    test('has no axe violations, and nothing is clipped or covered', async ({ page }, { project }) => {
      await reach(page);

      const axe = new AxeBuilder({ page }).include(await partOf(page, pane));
      await test.step('axe finds no violations', async () => {
        softly(await violations(axe.withTags(RULES))).toEqual([]);
      });

      await test.step('the dark theme has enough contrast', async () => {
        await page.emulateMedia({ colorScheme: 'dark' });
        softly(await violations(axe.withRules(['color-contrast']))).toEqual([]);
      });

      for (const width of WIDTHS) {
        await test.step(`nothing is clipped or covered at ${width} px`, async () => {
          await page.setViewportSize({ width, height: width < 720 ? 640 : 900 });
          if (pane !== undefined) await showPane(page, pane);
          // The panes are laid out again one or two frames later.
          await softly.poll(() => clipped(page)).toEqual([]);
          await softly.poll(() => covered(page)).toEqual([]);
          if (project.name !== 'pictures') return;
          for (const colorScheme of ['light', 'dark'] as const) {
            await page.emulateMedia({ colorScheme });
            await page.screenshot({ path: `${PICTURES}/${name}, ${width} ${colorScheme}.png` });
          }
        });
      }
    });
  });
}
