import { useSyncExternalStore } from 'react';

/** A value outside React that components select from. */
export interface Store<T> {
  get: () => T;
  set: (next: T) => void;
  subscribe: (listener: () => void) => () => void;
}

export function createStore<T>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Renders again only when what `select` returns changes by identity. */
export function useStore<T, Selected>(
  store: Pick<Store<T>, 'get' | 'subscribe'>,
  select: (value: T) => Selected,
): Selected {
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}
