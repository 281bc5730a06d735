import { NEAR_NAMES, SAME_NAMES } from './synonyms';
import { JOINING, TRANSLATED } from './translations';
import { ABBREVIATIONS } from './word-classes';

const english = new Set([...SAME_NAMES, ...NEAR_NAMES].flat(2));

/** Shorter pieces are found in words by accident. */
const PIECE_MIN = 2;
const FOREIGN_PIECE_MIN = 4;
const STEM_MIN = 4;

/**
 * The words of a name, lower case, English, without accents and abbreviations, in the singular: `billingZIPCode`, `billing_zip_code` and
 * `billing-zipcode` are all billing, zip, code; `fechaNacimiento` and `geburtsdatum` are birth, date.
 */
export function wordsOf(name: string): string[] {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replace(/ø/gi, 'o')
    .replace(/æ/gi, 'ae')
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{L})(\d)/gu, '$1 $2')
    .replace(/(\d)(\p{L})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  return normalWords(words.flatMap(split));
}

/** What the words of a name stand for, one by one. */
export function normalWords(words: readonly string[]): string[] {
  const telling = words.filter((word) => !JOINING.has(word));
  return (telling.length > 0 ? telling : words).flatMap(normal);
}

/** Takes words apart that are written as one: `companyname`, `kundennummer`. Only what consists of known words. */
function split(word: string): string[] {
  if (isKnown(word, PIECE_MIN)) return [word];
  for (let end = word.length - PIECE_MIN; end >= PIECE_MIN; end--) {
    const [head, rest] = [word.slice(0, end), word.slice(end)];
    if (!isKnown(head, FOREIGN_PIECE_MIN)) continue;
    if (isKnown(rest, FOREIGN_PIECE_MIN)) return [head, rest];
    const parts = split(rest);
    if (parts.length > 1) return [head, ...parts];
  }
  return [word];
}

/** Whether a word is in the tables; of any other only its spelling is known. */
export function isEnglish(word: string): boolean {
  return english.has(word);
}

function isKnown(word: string, foreignMin: number): boolean {
  if (english.has(word) || english.has(singular(word))) return true;
  return word.length >= foreignMin && translationOf(word) !== undefined;
}

/** The words that a form of a word stands for. */
function normal(word: string): readonly string[] {
  const full = ABBREVIATIONS.get(word) ?? ABBREVIATIONS.get(singular(word));
  if (full === undefined && !english.has(word)) {
    const translation = translationOf(word);
    if (translation !== undefined) return translation;
  }
  return [singular(full ?? word)];
}

function translationOf(word: string): readonly string[] | undefined {
  const stems = [
    word,
    ...['s', 'n', 'en', 'es'].filter((end) => word.endsWith(end)).map((end) => word.slice(0, -end.length)),
  ];
  return stems
    .filter((stem) => stem === word || stem.length >= STEM_MIN)
    .map((stem) => TRANSLATED.get(stem))
    .find((found) => found !== undefined);
}

function singular(word: string): string {
  if (word.length < 4 || /(?:ss|us|is|as|os)$/.test(word)) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}
