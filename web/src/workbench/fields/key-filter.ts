import type { SeenKey } from '../../lib/json/seen-keys';

/** More than one looks through; typing narrows them down. */
const SHOWN_MAX = 60;

export interface Filtered {
  keys: readonly SeenKey[];
  /** How many more there are. */
  more: number;
}

/** The keys whose pointer holds what was typed, those that begin with it first. */
export function filterKeys(keys: readonly SeenKey[], typed: string): Filtered {
  const wanted = typed.trim().toLowerCase();
  const found = keys.filter(({ pointer }) => pointer.toLowerCase().includes(wanted));
  const begins = ({ pointer }: SeenKey) => pointer.toLowerCase().startsWith(wanted);
  const sorted = [...found.filter(begins), ...found.filter((key) => !begins(key))];
  return { keys: sorted.slice(0, SHOWN_MAX), more: Math.max(0, sorted.length - SHOWN_MAX) };
}
