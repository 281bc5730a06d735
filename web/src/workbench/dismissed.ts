import type { RelationName } from '@rowhook/contracts';
import { tabStorage } from '../lib/storage';
import { createStore } from '../lib/store';

const KEY = 'rowhook.dismissed';

/** The notes that were dismissed in this tab, by relation and matter. */
export const dismissed = createStore<ReadonlySet<string>>(read());

export function noteKey({ schema, name }: RelationName, matter: string): string {
  return JSON.stringify([schema, name, matter]);
}

export function dismiss(key: string): void {
  keep(new Set(dismissed.get()).add(key));
}

export function forgetDismissed(): void {
  keep(new Set());
}

function keep(keys: ReadonlySet<string>): void {
  dismissed.set(keys);
  tabStorage.keep(KEY, JSON.stringify([...keys]));
}

function read(): ReadonlySet<string> {
  const kept = tabStorage.readJson(KEY);
  return new Set(Array.isArray(kept) ? kept.filter((key) => typeof key === 'string') : []);
}
