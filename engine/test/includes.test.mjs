// @ts-check
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { ROOT } from '../../scripts/lib/paths.mjs';

const SOURCES = path.join(ROOT, 'engine/src');

/**
 * What each folder of the engine may include besides itself; '.' is the files beside the folders.
 * @type {Record<string, string[]>}
 */
const MAY_INCLUDE = {
  base: [],
  connection: ['base'],
  '.': ['base', 'connection'],
  postgres: ['base', 'connection', '.'],
  catalog: ['base', 'postgres'],
  payload: ['base', 'catalog'],
  mapping: ['base', 'catalog', 'payload'],
  jobs: ['base', 'connection', 'postgres', 'catalog', 'payload', 'mapping'],
  http: ['base', '.'],
  api: ['base', 'connection', 'postgres', 'catalog', 'payload', 'mapping', 'jobs', 'http'],
};

/** @type {Record<string, string[]>} libraries, and the folders whose files may include them, also through others */
const LIBRARIES = {
  '<pqxx/pqxx>': ['.', 'postgres', 'catalog', 'jobs', 'api'],
  '<httplib.h>': ['.', 'http'],
};

/** The program itself puts everything together. */
const WIRES = 'main.cpp';

/** Made when building. */
const GENERATED = new Set(['sql.h']);

const files = fs
  .readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(h|cpp)$/.test(name))
  .map((name) => ({ name, text: fs.readFileSync(path.join(SOURCES, name), 'utf8') }));

/** @param {string} file */
const includes = (file) =>
  [...(files.find(({ name }) => name === file)?.text.matchAll(/^#include "(.+)"$/gm) ?? [])]
    .map(([, included]) => included ?? '')
    .filter((included) => !GENERATED.has(included));

test('the engine’s folders include each other in one direction', () => {
  const wrong = files.flatMap(({ name }) =>
    includes(name)
      .filter((included) => {
        const [from, to] = [path.dirname(name), path.dirname(included)];
        return name !== WIRES && from !== to && !MAY_INCLUDE[from]?.includes(to);
      })
      .map((included) => `${name} → ${included}`),
  );
  assert.deepEqual(wrong, []);
});

test('the table of folders allows no cycle', () => {
  const folders = Object.keys(MAY_INCLUDE);
  for (const [folder, below] of Object.entries(MAY_INCLUDE)) {
    for (const other of below)
      assert.ok(folders.indexOf(other) < folders.indexOf(folder), `${folder} → ${other}`);
  }
});

test('a library is included only where it belongs', () => {
  for (const [library, folders] of Object.entries(LIBRARIES)) {
    const wrong = files.filter(({ name }) => !folders.includes(path.dirname(name)) && reaches(name, library));
    assert.deepEqual(
      wrong.map(({ name }) => name),
      [],
      library,
    );
  }
});

/**
 * @param {string} file
 * @param {string} library
 * @param {Set<string>} [seen]
 * @returns {boolean}
 */
function reaches(file, library, seen = new Set()) {
  if (seen.has(file)) return false;
  seen.add(file);
  return (
    files.find(({ name }) => name === file)?.text.includes(`#include ${library}`) === true ||
    includes(file).some((included) => reaches(included, library, seen))
  );
}

test('no header of the engine includes itself through others', () => {
  /** @param {string} file @param {string[]} path @returns {string[][]} */
  const cyclesFrom = (file, path) =>
    path.includes(file)
      ? [[...path.slice(path.indexOf(file)), file]]
      : includes(file).flatMap((included) =>
          done.has(included) ? [] : cyclesFrom(included, [...path, file]),
        );
  /** @type {Set<string>} */
  const done = new Set();
  for (const { name } of files) {
    assert.deepEqual(cyclesFrom(name, []), []);
    done.add(name);
  }
});
