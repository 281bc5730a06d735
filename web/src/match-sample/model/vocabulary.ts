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
const wordsOf = (section: string): ReadonlySet<string> => new Set(linesOf(section).join(' ').split(' '));

/** Names as lists of words, in groups. */
const namesOf = (section: string): readonly string[][][] =>
  linesOf(section).map((line) => line.split(', ').map((name) => name.split(' ')));

export const SAME_NAMES = namesOf('same');
export const NEAR_NAMES = namesOf('near');
export const ENGLISH_WORDS: ReadonlySet<string> = new Set([...SAME_NAMES, ...NEAR_NAMES].flat(2));

/** What stands before the colon of a line, by each word after it. */
const headingsOf = (section: string): [word: string, heading: string][] =>
  linesOf(section).flatMap((line) => {
    const [heading = '', words = ''] = line.split(': ');
    return words.split(' ').map((word): [string, string] => [word, heading]);
  });

/** The English words for an abbreviation or a word of another language. */
export const TRANSLATIONS: ReadonlyMap<string, readonly string[]> = new Map(
  headingsOf('words').map(([word, english]) => [word, english.split(' ')]),
);
/** What a name is, such as an id or an amount, by its last word. */
export const KINDS: ReadonlyMap<string, string> = new Map(headingsOf('kinds'));
/** Each with its two sides. */
export const OPPOSITES = linesOf('opposites').map((line) =>
  line.split(', ').map((side): ReadonlySet<string> => new Set(side.split(' '))),
);
export const MINOR_UNITS = wordsOf('minor units');
export const HASH_WORDS = wordsOf('hash words');

export const STOP_WORDS = wordsOf('stop words');
export const CONTAINERS = wordsOf('containers');
export const QUALIFIERS = wordsOf('qualifiers');
export const GENERIC_WORDS = wordsOf('generic');
export const ROLES = wordsOf('roles');
