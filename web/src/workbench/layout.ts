import { useSyncExternalStore } from 'react';

/** How many panes fit side by side. */
export type Room = 'three' | 'two' | 'one';

const three = '(min-width: 80rem)';
const two = '(min-width: 45rem)';

export function useRoom(): Room {
  return useSyncExternalStore(subscribe, read);
}

function subscribe(listener: () => void): () => void {
  const queries = [window.matchMedia(three), window.matchMedia(two)];
  for (const query of queries) query.addEventListener('change', listener);
  return () => {
    for (const query of queries) query.removeEventListener('change', listener);
  };
}

function read(): Room {
  if (window.matchMedia(three).matches) return 'three';
  return window.matchMedia(two).matches ? 'two' : 'one';
}
