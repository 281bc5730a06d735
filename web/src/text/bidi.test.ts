import { describe, expect, it } from 'vitest';
import { bidiParts } from './bidi';

const shown = (text: string) =>
  bidiParts(text)
    .map(({ kind, text: part }) => (kind === 'plain' ? part : kind === 'rtl' ? `<${part}>` : `{${part}}`))
    .join('');

describe('bidiParts', () => {
  it.each([
    ['{"a":1}', '{"a":1}'],
    ['{"اسم":"علي حسن","ب":2}', '{"<اسم>":"<علي حسن>","<ب>":2}'],
    ['["שלום 12 abc עולם, x"]', '["<שלום 12 abc עולם>, x"]'],
    [String.raw`"سطر\nسطر"`, String.raw`"<سطر>\n<سطر>"`],
    ['"\u202Eabc"', '"{\u202E}abc"'],
    ['"ا\u200Fب"', '"<ا>{\u200F}<ب>"'],
    ['"\u{1E900}\u{1E901}"', '"<\u{1E900}\u{1E901}>"'],
    ['', ''],
  ])('isolates in %s what is drawn from the right', (text, wanted) => {
    expect(shown(text)).toBe(wanted);
  });

  it('keeps every character of a long text, in little time', () => {
    const text = `"${'ا'.repeat(200_000)}${'x'.repeat(200_000)}"`;
    expect(
      bidiParts(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });
});
