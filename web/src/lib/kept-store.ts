import { equal } from './objects';
import { browserStorage, watchOtherTabs } from './storage';
import { createStore, type Store } from './store';

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
    const value = changed === key ? kept() : store.get();
    if (!equal(value, store.get())) store.set(value);
  });
  return store;
}
