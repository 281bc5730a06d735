import { browserStorage } from './storage';
import { createStore } from './store';

export type Theme = 'system' | 'light' | 'dark';

/** Also read by public/theme.js, before the first paint. */
const KEY = 'rowhook.theme';

export const theme = createStore<Theme>(readTheme());

export function setTheme(next: Theme): void {
  const { dataset } = document.documentElement;
  if (next === 'system') delete dataset.theme;
  else dataset.theme = next;
  browserStorage.keep(KEY, next === 'system' ? undefined : next);
  theme.set(next);
}

function readTheme(): Theme {
  const chosen = document.documentElement.dataset.theme;
  return chosen === 'light' || chosen === 'dark' ? chosen : 'system';
}
