import type { Candidate } from './candidates';
import type { Leaf } from './leaves';
import type { Score } from './score';
import type { Shape } from './shapes';
import { wordsOf } from './words';

const SHAPE_WORDS: Partial<Record<Shape, string>> = {
  email: 'looks like e-mail',
  url: 'looks like a URL',
  phone: 'looks like a phone number',
  timezone: 'looks like a time zone',
  ip: 'looks like an IP address',
  'currency code': 'looks like a currency code',
  'country code': 'looks like a country code',
};

/** Why a candidate is proposed for a leaf, in a few words. */
export function reasonOf(leaf: Leaf, candidate: Candidate, { pair, sameValue, sameShape }: Score): string {
  const reasons: string[] = [];
  const names = leaf.path.filter((segment) => typeof segment === 'string');
  const all = names.flatMap(wordsOf).join(' ');
  const own = wordsOf(names.at(-1) ?? '').join(' ');
  const column = wordsOf(candidate.at?.split('/').at(-1) ?? candidate.column.name).join(' ');
  if (own === column) reasons.push('same name');
  else if (column.endsWith(own) && all.endsWith(column)) reasons.push('same name with its parent');
  else if (pair !== undefined && pair[0].text !== pair[1].text) {
    reasons.push(`${pair[0].text} ≈ ${pair[1].text}`);
  } else if (pair !== undefined) reasons.push(`both ${pair[0].text}`);
  if (sameValue) reasons.push('same value');
  else if (sameShape !== undefined) reasons.push(SHAPE_WORDS[sameShape] ?? `looks like ${sameShape}`);
  return reasons.join(', ');
}
