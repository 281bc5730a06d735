import { NEAR_NAMES, SAME_NAMES } from './synonyms';
import { ABBREVIATIONS } from './word-classes';

const vocabulary = new Set([...SAME_NAMES, ...NEAR_NAMES].flat(2));

/** Shorter pieces are found in words by accident. */
const PIECE_MIN = 2;

/**
 * The words of a name, lower case, without accents and abbreviations, in the singular: `billingZIPCode`, `billing_zip_code` and `billing-zipcode`
 * are all billing, zip, code.
 */
export function wordsOf(name: string): string[] {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{L})(\d)/gu, '$1 $2')
    .replace(/(\d)(\p{L})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .flatMap(split)
    .map(normal);
}

/** Takes words apart that are written as one: `companyname`, `dateofbirth`. Only what consists of known words. */
function split(word: string): string[] {
  if (vocabulary.has(word) || vocabulary.has(singular(word))) return [word];
  for (let end = word.length - PIECE_MIN; end >= PIECE_MIN; end--) {
    const [head, rest] = [word.slice(0, end), word.slice(end)];
    if (!vocabulary.has(head)) continue;
    if (vocabulary.has(rest) || vocabulary.has(singular(rest))) return [head, rest];
    const parts = split(rest);
    if (parts.length > 1) return [head, ...parts];
  }
  return [word];
}

/** The word that a form of it stands for. */
export function normal(word: string): string {
  return singular(ABBREVIATIONS.get(word) ?? ABBREVIATIONS.get(singular(word)) ?? word);
}

function singular(word: string): string {
  if (word.length < 4 || /(?:ss|us|is|as|os)$/.test(word)) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}
