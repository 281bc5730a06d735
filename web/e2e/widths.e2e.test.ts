import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useBrowser } from './browser';
import { states } from './states';

/** Controls and texts that stick out of the page sideways, or out of a box that hides what sticks out. */
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
      }
      if (box.left < left - 1 || box.right > right + 1) found.push(element.outerHTML.slice(0, 140));
    }
    return found;
  });
}

describe.each([1440, 1280, 720, 320])('nothing is clipped at %i px', (width) => {
  const open = useBrowser();

  it.each(Object.entries(states))('in the state: %s', async (_, reach) => {
    const { page } = await open({ width, height: width < 720 ? 640 : 900 });
    await reach(page);
    expect(await clipped(page)).toEqual([]);
    await page.context().close();
  });
});
