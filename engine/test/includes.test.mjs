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
  postgres: ['.'],
  catalog: ['.', 'postgres'],
  payload: ['.', 'catalog'],
  mapping: ['.', 'catalog', 'payload'],
  preview: ['.', 'postgres', 'catalog', 'payload', 'mapping'],
  export: ['.', 'postgres', 'catalog', 'payload', 'mapping'],
  http: ['.', 'postgres', 'catalog', 'payload', 'mapping', 'preview', 'export'],
  '.': ['postgres', 'catalog'],
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
