import { startTransition, useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react';

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

type Readable<T> = Pick<Store<T>, 'get' | 'subscribe'>;

/** The value, or what `select` returns of it; renders again only when that changes by identity. */
export function useStore<T>(store: Readable<T>): T;
export function useStore<T, Selected>(store: Readable<T>, select: (value: T) => Selected): Selected;
export function useStore<T>(store: Readable<T>, select: (value: T) => unknown = (value) => value): unknown {
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}

/**
 * Like `useStore`, for what may appear after the edit itself: it renders in a transition, which the next key interrupts. What
 * `select` reads besides the store has to stay the same.
 */
export function useDeferredStore<T, Selected>(store: Readable<T>, select: (value: T) => Selected): Selected {
  const [selected, setSelected] = useState(() => select(store.get()));
  const update = useEffectEvent(() => startTransition(() => setSelected(() => select(store.get()))));
  useEffect(() => {
    update();
    return store.subscribe(() => update());
  }, [store]);
  return selected;
}
