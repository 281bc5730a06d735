// @ts-check
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../lib/paths.mjs';

/** A path from the root in backquotes; `*` stands for the rest of a file's name. */
const PATHS = /`((?:contracts|docs|engine|gateway|scripts|web)\/[^`\s]*)`/g;

for (const document of ['README.md', 'CONTRIBUTING.md', 'docs/decisions.md']) {
  test(`every path in ${document} exists`, () => {
    const text = fs.readFileSync(path.join(ROOT, document), 'utf8');
    const paths = [...text.matchAll(PATHS)].map(([, name = '']) => name);
    assert.notEqual(paths.length, 0);
    assert.deepEqual(
      paths.filter((name) => !exists(name)),
      [],
    );
  });
}

/** @param {string} name */
function exists(name) {
  const place = path.join(ROOT, name);
  if (!name.endsWith('*')) return fs.existsSync(place);
  const start = path.basename(name).slice(0, -1);
  return fs.readdirSync(path.dirname(place)).some((entry) => entry.startsWith(start));
}
