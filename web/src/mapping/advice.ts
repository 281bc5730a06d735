import type { Column } from '@rowhook/contracts';
import { visibleName } from '../lib/visible-text';
import { countUses, type Columns, type DraftField } from './model';
import { isHashed, mayHash } from './steps';

interface Advice {
  /** Identifies the note among the dismissed ones. */
  key: string;
  message: string;
  actions: AdviceAction[];
}

/** Adds columns, or removes or hashes the values of fields, by their ids. */
export type AdviceAction =
  | { label: string; add: readonly string[] }
  | { label: string; remove: readonly number[] }
  | { label: string; hash: readonly number[] };

/** Advice about a valid mapping. */
export function adviceFor(
  fields: readonly DraftField[],
  columns: Columns,
  primaryKey: readonly string[],
  sensitiveColumns: ReadonlyMap<string, Sensitive>,
): Advice[] {
  const advice: Advice[] = [];
  const uses = countUses(fields);
  const missing = primaryKey.filter((name) => !uses.has(name) && columns.get(name)?.readable === true);
  if (missing.length > 0 && fields.length > 0) {
    const names = missing.map(visibleName).join(', ');
    advice.push({
      key: 'no key',
      message: `No key in the payload: without ${names} a receiver cannot recognise a repeat.`,
      actions: [{ label: `Add ${names} to the payload`, add: missing }],
    });
  }
  for (const [column, what] of sensitiveColumns) {
    const plain = fields.filter(
      ({ value }) => value.kind === 'column' && value.column === column && !isHashed(value),
    );
    if (plain.length === 0) continue;
    const ids = plain.map(({ id }) => id);
    const offersHash = what === 'personal data' && plain.every(({ value }) => mayHash(value));
    const name = visibleName(column);
    advice.push({
      key: sensitiveKey(column),
      message: `${name} looks like ${what}.`,
      actions: [
        ...(offersHash ? [{ label: 'Send its SHA-256', hash: ids }] : []),
        { label: `Remove ${name}`, remove: ids },
      ],
    });
  }
  return advice;
}

/** The key of the note about a sensitive column. */
export function sensitiveKey(column: string): string {
  return `sensitive ${column}`;
}

export type Sensitive = 'a secret' | 'personal data';

/** Words, or words in a row, that say what a column holds. */
const SECRETS = inWords(`
  password, passwd, passphrase, pwd, secret, token, apikey, api key, private key, access key, secret key,
  signing key, encryption key, credential, credentials, otp, totp`);
const PERSONAL = inWords(`
  ssn, social security, iban, bic, cvv, cvc, card, card number, credit card, bank account, account number,
  routing number, passport, tax id, national id, drivers license, dob, date of birth, birth date`);
/** Words after a sensitive one that make it harmless: the last digits of a card are not its number. */
const HARMLESS_AFTER = new Set('type brand last4 count name id status kind expires expiry'.split(' '));

/** Built-in types of flags, numbers and times, with their modifiers: `numeric(12,2)`. PostgreSQL quotes other names with such an end. */
const NO_TEXT = new RegExp(
  '^(?:boolean|smallint|integer|bigint|numeric|real|double precision|date|time|timestamp|interval|' +
    '(?:int4|int8|num|date|ts|tstz)(?:multi)?range)(?![^ ([])',
);

/**
 * Whether a column's name suggests a secret or personal data. Compares whole words: `api_key` and `apiKey` match, `tokenizer`
 * does not. Flags, counts and dates are not secrets.
 */
export function sensitive({ name, type }: Pick<Column, 'name' | 'type'>): Sensitive | undefined {
  const words = wordsOf(name);
  if (!NO_TEXT.test(type) && SECRETS.some((secret) => holds(words, secret))) return 'a secret';
  if (type !== 'boolean' && PERSONAL.some((personal) => holds(words, personal))) return 'personal data';
  return undefined;
}

/** The columns with such names. */
export function sensitiveAmong(columns: Iterable<Column>): ReadonlyMap<string, Sensitive> {
  const found = new Map<string, Sensitive>();
  for (const column of columns) {
    const what = sensitive(column);
    if (what !== undefined) found.set(column.name, what);
  }
  return found;
}

function inWords(phrases: string): readonly (readonly string[])[] {
  return phrases.split(',').map((phrase) => phrase.trim().split(' '));
}

function holds(words: readonly string[], parts: readonly string[]): boolean {
  return words.some(
    (_, at) =>
      parts.every((part, i) => words[at + i] === part) && !HARMLESS_AFTER.has(words[at + parts.length] ?? ''),
  );
}

function wordsOf(name: string): string[] {
  return name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}
