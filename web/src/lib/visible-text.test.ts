import { describe, expect, it } from 'vitest';
import { exactParts, visibleName } from './visible-text';

const shown = (text: string) =>
  exactParts(text)
    .map(({ kind, text: part }) => (kind === 'plain' ? part : kind === 'rtl' ? `<${part}>` : `{${part}}`))
    .join('');

describe('exactParts', () => {
  it.each([
    ['{"a":1}', '{"a":1}'],
    ['{"اسم":"علي حسن","ب":2}', '{"<اسم>":"<علي حسن>","<ب>":2}'],
    ['["שלום 12 abc עולם, x"]', '["<שלום 12 abc עולם>, x"]'],
    [String.raw`"سطر\nسطر"`, String.raw`"<سطر>\n<سطر>"`],
    ['"\u202Eabc"', '"{\u202E}abc"'],
    ['"ا\u200Fب"', '"<ا>{\u200F}<ب>"'],
    ['"\u{1E900}\u{1E901}"', '"<\u{1E900}\u{1E901}>"'],
    ['"a\u200Bb\uFEFF\u00ADc\u2028\u0085"', '"a{\u200B}b{\uFEFF}{\u00AD}c{\u2028}{\u0085}"'],
    ['"👩\u200D💻 می\u200Cخواهم"', '"👩\u200D💻 <می\u200Cخواهم>"'],
    ['', ''],
  ])('isolates right-to-left and invisible characters in %s', (text, wanted) => {
    expect(shown(text)).toBe(wanted);
  });

  it('keeps every character of a long text', () => {
    const text = `"${'ا'.repeat(200_000)}${'x'.repeat(200_000)}"`;
    expect(
      exactParts(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });
});

describe('visibleName', () => {
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
  ])('displays %j as %s', (name, wanted) => {
    expect(visibleName(name)).toBe(wanted);
  });
});
