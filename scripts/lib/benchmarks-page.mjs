// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './paths.mjs';

const PAGE = path.join(ROOT, 'docs', 'benchmarks.md');

/**
 * Writes figures into the page of benchmarks. Replaces the text between `<!-- name:begin -->` and `<!-- name:end -->`, or appends
 * a new section.
 * @param {string} name
 * @param {string} heading
 * @param {string} text Markdown
 */
export function writeSection(name, heading, text) {
  const page = fs.existsSync(PAGE) ? fs.readFileSync(PAGE, 'utf8') : '# Benchmarks\n';
  const section = `<!-- ${name}:begin -->\n\n${text}\n\n<!-- ${name}:end -->`;
  const marks = new RegExp(`<!-- ${name}:begin -->[^]*<!-- ${name}:end -->`);
  const next = marks.test(page)
    ? page.replace(marks, () => section)
    : `${page.trimEnd()}\n\n## ${heading}\n\n${section}\n`;
  fs.writeFileSync(PAGE, next);
}
