import AxeBuilder from '@axe-core/playwright';
import { describe, expect, it } from 'vitest';
import { themes, useBrowser } from './browser';
import { states } from './states';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

describe.each(themes)('axe finds nothing, %s', (theme) => {
  const open = useBrowser();

  it.each(Object.entries(states))('in the state: %s', async (_, reach) => {
    const { page } = await open({ theme });
    await reach(page);
    await page.waitForTimeout(300);
    const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
    const found = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join('\n  ')}`,
    );
    expect(found).toEqual([]);
    await page.context().close();
  });
});
