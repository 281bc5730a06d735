import { useSyncExternalStore } from 'react';
import { useDefaultLayout } from 'react-resizable-panels';
import { browserStorage } from '../lib/storage';

/** The number of panes side by side. */
type Layout = 'three' | 'two' | 'one';

const THREE = '(min-width: 80rem)';

const TWO = '(min-width: 45rem)';

export function useLayout(): Layout {
  return useSyncExternalStore(subscribeLayout, readLayout);
}

function subscribeLayout(listener: () => void): () => void {
  const queries = [window.matchMedia(THREE), window.matchMedia(TWO)];
  for (const query of queries) query.addEventListener('change', listener);
  return () => {
    for (const query of queries) query.removeEventListener('change', listener);
  };
}

function readLayout(): Layout {
  if (window.matchMedia(THREE).matches) return 'three';
  return window.matchMedia(TWO).matches ? 'two' : 'one';
}

/** The widths are kept for each layout. */
const panelIds: Record<Layout, string[]> = {
  three: ['columns', 'main', 'payload'],
  two: ['main', 'payload'],
  one: ['main'],
};

const storage = {
  getItem: (key: string) => browserStorage.read(key) ?? null,
  setItem: browserStorage.keep,
};

/** The widths of the panes as the user left them, for their group. */
export function usePaneWidths(layout: Layout) {
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({
    id: 'rowhook.panes',
    panelIds: panelIds[layout],
    storage,
    onlySaveAfterUserInteractions: true,
  });
  return { defaultLayout, onLayoutChanged };
}
