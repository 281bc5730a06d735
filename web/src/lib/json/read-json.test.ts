import { expect, it } from 'vitest';
import { readJson } from './read-json';

it.each(['x', '\\n'])('readJson reads a long string of %s', (part) => {
  const text = `"${part.repeat(1_000_000)}"`;
  // A failure must not print the text.
  const read = readJson(`${text} rest`);
  expect(read.ok && read.value.text === text && read.end === text.length + 1).toBe(true);
});

it('readJson reads a string of ten million characters', () => {
  const text = `"${'x'.repeat(10_000_000)}"`;
  const read = readJson(text);
  expect(read.ok && read.value.text === text).toBe(true);
});
