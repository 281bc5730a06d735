import type { RelationName } from '@rowhook/contracts';
import { createStore } from '../../../state/store';

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
  try {
    sessionStorage.setItem(KEY, JSON.stringify([...keys]));
  } catch {
    // Storage is full or switched off: they stay dismissed as long as the page lives.
  }
}

function read(): ReadonlySet<string> {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
    return new Set(Array.isArray(kept) ? kept.filter((key) => typeof key === 'string') : []);
  } catch {
    return new Set();
  }
}
