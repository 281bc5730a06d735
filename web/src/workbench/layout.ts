import { useSyncExternalStore } from 'react';

/** The number of panes side by side. */
export type Layout = 'three' | 'two' | 'one';

const three = '(min-width: 80rem)';
const two = '(min-width: 45rem)';

export function useLayout(): Layout {
  return useSyncExternalStore(subscribe, read);
}

function subscribe(listener: () => void): () => void {
  const queries = [window.matchMedia(three), window.matchMedia(two)];
  for (const query of queries) query.addEventListener('change', listener);
  return () => {
    for (const query of queries) query.removeEventListener('change', listener);
  };
}

function read(): Layout {
  if (window.matchMedia(three).matches) return 'three';
  return window.matchMedia(two).matches ? 'two' : 'one';
}
