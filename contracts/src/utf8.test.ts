import { expect, it } from 'vitest';
import { utf8Length } from './index.js';

it.each([
  '',
  'abc',
  'é',
  '\u07ff',
  '\u0800',
  '€',
  '😀',
  'a😀b',
  '\ud800',
  '\ud800a',
  '\udc00',
  '\ud800\u{10000}',
])('utf8Length of %j is the number of bytes that Node.js encodes', (text) => {
  expect(utf8Length(text)).toBe(Buffer.byteLength(text));
});
