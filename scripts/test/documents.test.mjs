// @ts-check
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../lib/paths.mjs';

/** A path from the root in backquotes; `*` stands for the rest of a file's name. */
const PATHS = /`((?:contracts|docs|engine|gateway|scripts|web)\/[^`\s]*)`/g;

/** The target of a link, if it is a path. */
const LINKS = /\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)/g;

const documents = ['.', 'docs', 'docs/examples', 'engine'].flatMap((folder) =>
  fs
    .readdirSync(path.join(ROOT, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.join(folder, name)),
);

for (const document of documents) {
  test(`every path and link in ${document} exists`, () => {
    const text = fs.readFileSync(path.join(ROOT, document), 'utf8');
    const links = [...text.matchAll(LINKS)].map(([, link = '']) => path.join(path.dirname(document), link));
    const paths = [...text.matchAll(PATHS)].map(([, name = '']) => name);
    assert.deepEqual(
      [...links, ...paths].filter((name) => !exists(name)),
      [],
    );
  });
}

test('documents have paths and links', () => {
  const all = documents.map((document) => fs.readFileSync(path.join(ROOT, document), 'utf8')).join();
  for (const pattern of [PATHS, LINKS]) assert.notEqual(all.match(pattern), null);
});

/** @param {string} name */
function exists(name) {
  const place = path.join(ROOT, name);
  if (!name.endsWith('*')) return fs.existsSync(place);
  const start = path.basename(name).slice(0, -1);
  return fs.readdirSync(path.dirname(place)).some((entry) => entry.startsWith(start));
}
