import { expect, it } from 'vitest';
import { visibleName } from './visible-text';

it.each([
  ['first_name', 'first_name'],
  ["customer's note", "customer's note"],
  ['größe \u{1F468}‍\u{1F469}', 'größe \u{1F468}‍\u{1F469}'],
  [' ', '" "'],
  ['', '""'],
  ['id ', '"id "'],
  ['a  b', '"a  b"'],
  ['two\nlines', String.raw`"two\nlines"`],
  ['no\u00a0break', String.raw`"no\u00a0break"`],
  ['zero\u200bwidth', String.raw`"zero\u200bwidth"`],
  ['\u202eright', String.raw`"\u202eright"`],
])('%j is shown as %s', (name, shown) => {
  expect(visibleName(name)).toBe(shown);
});
