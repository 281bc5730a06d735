import { equal } from './objects';
import { createStore, type Store } from './store';

/** The storage of the browser. It may be full, damaged or disabled. Then reads return undefined and writes do nothing. */
function guarded(open: () => Storage) {
  const attempt = <Result>(work: (storage: Storage) => Result): Result | undefined => {
    try {
      return work(open());
    } catch {
      return undefined;
    }
  };
  const read = (key: string): string | undefined => attempt((storage) => storage.getItem(key)) ?? undefined;
  return {
    read,
    /** The parsed JSON; undefined if it is missing or invalid. */
    readJson: (key: string): unknown =>
      attempt((storage): unknown => JSON.parse(storage.getItem(key) ?? 'null')) ?? undefined,
    /** Keeps a text, or nothing in its place. */
    keep: (key: string, text: string | undefined): void => {
      attempt((storage) => (text === undefined ? storage.removeItem(key) : storage.setItem(key, text)));
    },
    /** All keys that begin with a text. */
    keys: (prefix: string): string[] =>
      attempt((storage) => Object.keys(storage).filter((key) => key.startsWith(prefix))) ?? [],
  };
}

/** Outlives a reload and nothing more. */
export const tabStorage = guarded(() => sessionStorage);

/** Outlives the tab. */
export const browserStorage = guarded(() => localStorage);

/** Calls `onChange` with each key of localStorage that another tab has changed, once this tab is visible. */
export function watchOtherTabs(onChange: (key: string) => void): void {
  const changed = new Set<string>();
  const report = () => {
    if (document.visibilityState !== 'visible') return;
    const keys = [...changed];
    changed.clear();
    for (const key of keys) onChange(key);
  };
  window.addEventListener('storage', ({ key }) => {
    if (key !== null) changed.add(key);
    report();
  });
  document.addEventListener('visibilitychange', report);
}

/**
 * A store that localStorage keeps as JSON, and that follows the changes of other tabs. `read` takes what is kept, or undefined;
 * nothing is kept where `write` returns undefined.
 */
export function keptStore<T>(
  key: string,
  read: (json: unknown) => T,
  write: (value: T) => unknown = (value) => value,
): Store<T> {
  const kept = () => read(browserStorage.readJson(key));
  const store = createStore(kept());
  store.subscribe(() => {
    const value = store.get();
    // What another tab has written is kept already.
    if (!equal(value, kept())) browserStorage.keep(key, JSON.stringify(write(value)));
  });
  watchOtherTabs((changed) => {
    if (changed !== key) return;
    const value = kept();
    if (!equal(value, store.get())) store.set(value);
  });
  return store;
}
