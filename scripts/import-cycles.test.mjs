// @ts-check
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { cycles } from './lib/cycles.mjs';
import { ROOT } from './lib/paths.mjs';

/** The linter holds the directions between folders; this holds that none is needed to know another. */
for (const folder of ['contracts/src', 'gateway/src', 'web/src', 'scripts']) {
  test(`no file of ${folder} imports itself by way of others`, () => {
    const files = sources(path.join(ROOT, folder));
    const known = new Set(files);
    assert.ok(files.flatMap((file) => importsOf(file, known)).length > files.length / 2);
    assert.deepEqual(
      cycles(files, (file) => importsOf(file, known)),
      [],
    );
  });
}

test('a cycle is found, and told once', () => {
  /** @type {Record<string, string[]>} */
  const imports = { a: ['b'], b: ['c', 'd'], c: ['b'], d: [] };
  assert.deepEqual(
    cycles(Object.keys(imports), (file) => imports[file] ?? []),
    ['b → c → b'],
  );
});

/** @param {string} folder */
function sources(folder) {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|mjs)$/.test(name))
    .map((name) => path.join(folder, name));
}

/** The files of `known` that a file imports, also for their types or late. @param {string} file @param {Set<string>} known */
function importsOf(file, known) {
  const text = fs.readFileSync(file, 'utf8');
  return [...text.matchAll(/\b(?:from|import) ?\(?'(\.[^']+)'/g)].flatMap(([, specifier]) => {
    const bare = path.join(path.dirname(file), specifier ?? '').replace(/\.js$/, '');
    return [bare, `${bare}.ts`, `${bare}.tsx`].filter((candidate) => known.has(candidate));
  });
}
