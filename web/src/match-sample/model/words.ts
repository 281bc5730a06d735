import table from './vocabulary.txt?raw';

/** The lines of each section of the table. */
const sections = new Map(
  table
    .replace(/^#.*\n/gm, '')
    .split(/^\[/m)
    .map((section): [string, string[]] => {
      const [title = '', ...lines] = section.trim().split('\n');
      return [title.replace(']', ''), lines];
    }),
);
const linesOf = (section: string): readonly string[] => sections.get(section) ?? [];
const setOf = (section: string): ReadonlySet<string> => new Set(linesOf(section).join(' ').split(' '));

/** Names as lists of words, in groups. */
const namesOf = (section: string): readonly string[][][] =>
  linesOf(section).map((line) => line.split(', ').map((name) => name.split(' ')));

export const SAME_NAMES = namesOf('same');
export const NEAR_NAMES = namesOf('near');
const ENGLISH_WORDS: ReadonlySet<string> = new Set([...SAME_NAMES, ...NEAR_NAMES].flat(2));

/** The term before the colon of a line, by each word after it. */
const headingsOf = (section: string): [word: string, heading: string][] =>
  linesOf(section).flatMap((line) => {
    const [heading = '', words = ''] = line.split(': ');
    return words.split(' ').map((word): [string, string] => [word, heading]);
  });

/** The English words for an abbreviation or a word of another language. */
const TRANSLATIONS: ReadonlyMap<string, readonly string[]> = new Map(
  headingsOf('words').map(([word, english]) => [word, english.split(' ')]),
);
/** The kind of a name, such as an id or an amount, by its last word. */
export const KINDS: ReadonlyMap<string, string> = new Map(headingsOf('kinds'));
/** Each with its two sides. */
export const OPPOSITES = linesOf('opposites').map((line) =>
  line.split(', ').map((side): ReadonlySet<string> => new Set(side.split(' '))),
);
export const MINOR_UNITS = setOf('minor units');
export const HASH_WORDS = setOf('hash words');

export const STOP_WORDS = setOf('stop words');
export const CONTAINERS = setOf('containers');
export const QUALIFIERS = setOf('qualifiers');
export const GENERIC_WORDS = setOf('generic');
export const ROLES = setOf('roles');

/** Shorter foreign words are found inside other words by accident, less often at their end. */
const FOREIGN_PART_MIN = 4;
const FOREIGN_END_MIN = 3;
const ENGLISH_PART_MIN = 2;
const STEM_MIN = 4;

const stems = new Map([...TRANSLATIONS].reverse().map(([word, english]) => [stemOf(word), english] as const));

/**
 * The words of a name: lower case, English, without accents and abbreviations, in the singular. `billingZIPCode`, `billing_zip_code` and
 * `billing-zipcode` are all billing, zip, code; `fechaNacimiento` and `geburtsdatum` are birth, date.
 */
export function wordsOf(name: string): string[] {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{L})(\d)/gu, '$1 $2')
    .replace(/(\d)(\p{L})/gu, '$1 $2')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .replaceAll('ł', 'l')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  return normalWords(words.flatMap(split));
}

/** The terms of a name, word by word. */
export function normalWords(words: readonly string[]): string[] {
  const kept = words.filter((word) => !STOP_WORDS.has(word));
  return (kept.length > 0 ? kept : words).flatMap((word) => (translationOf(word) ?? [word]).map(singular));
}

/** Whether a word is in the table of English names; of any other only its spelling is known. */
export function isEnglish(word: string): boolean {
  return ENGLISH_WORDS.has(word);
}

/** Splits compounds such as `companyname` and `kundennummer`, only where all parts are known. */
function split(word: string): string[] {
  if (isKnown(word, ENGLISH_PART_MIN)) return [word];
  for (let end = word.length - ENGLISH_PART_MIN; end >= ENGLISH_PART_MIN; end--) {
    const [head, rest] = [word.slice(0, end), word.slice(end)];
    if (!isKnown(head, FOREIGN_PART_MIN)) continue;
    if (isKnown(rest, FOREIGN_END_MIN)) return [head, rest];
    const parts = split(rest);
    if (parts.length > 1) return [head, ...parts];
  }
  return [word];
}

function isKnown(word: string, foreignMin: number): boolean {
  if (isEnglish(word) || isEnglish(singular(word))) return true;
  return word.length >= foreignMin && translationOf(word) !== undefined;
}

function translationOf(word: string): readonly string[] | undefined {
  const exact = TRANSLATIONS.get(word) ?? TRANSLATIONS.get(singular(word));
  if (exact !== undefined || isEnglish(word) || isEnglish(singular(word))) return exact;
  return stems.get(stemOf(word));
}

/** A word without its ending, and `ä` the same whether written as `a` or `ae`. */
function stemOf(word: string): string {
  const stem = word
    .replace(/([aou])e/g, '$1')
    .replaceAll('aa', 'a')
    .replace(/(?:[aeio]s?|en|er|ar|or|n|s)$/, '');
  return stem.length >= STEM_MIN ? stem : word;
}

function singular(word: string): string {
  if (word.length < 4 || /(?:ss|us|is|as|os)$/.test(word)) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}
