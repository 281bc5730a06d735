// @ts-check
import path from 'node:path';
import { ROOT } from './paths.mjs';
import { findChromium } from './probes.mjs';
import { counted, readJunit, reportFile, titlesThatRan } from './runners.mjs';
import { junitTitles } from './titles.mjs';

/**
 * Runs tests of the web app in a real browser; Playwright starts their stack. What they need has to be built.
 * @param {import('./family.mjs').Family} family
 * @param {string} name
 * @param {'browser' | 'states'} project one of web/playwright.config.ts
 * @returns {Promise<import('./runners.mjs').Result>}
 */
export async function inChromium(family, name, project) {
  const report = reportFile(name);
  const playwright = path.join(ROOT, 'node_modules/@playwright/test/cli.js');
  const args = [playwright, 'test', '--config=web', `--project=${project}`];
  const env = { CHROMIUM_PATH: findChromium(), PLAYWRIGHT_JUNIT_OUTPUT_FILE: report };
  return counted(family, name, [process.execPath, args], { env }, () => {
    titlesThatRan.push(...junitTitles(report));
    return readJunit(report);
  });
}
