import type { OnNull } from './model';

/** What may be said of NULL without giving a value, in the order of the menus. */
export const nullWords = {
  keep: 'keep null',
  omit: 'leave out',
  error: 'stop this row',
} as const satisfies Partial<Record<OnNull & string, string>>;

export type PlainPolicy = keyof typeof nullWords;
export const plainPolicies = Object.keys(nullWords) as PlainPolicy[];
