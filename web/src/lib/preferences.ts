import { browserStorage } from './storage';
import { createStore } from './store';

export type Theme = 'system' | 'light' | 'dark';

/** Also read by public/theme.js, before the first paint. */
const THEME_KEY = 'rowhook.theme';

export const theme = createStore<Theme>(readTheme());

export function setTheme(next: Theme): void {
  const { dataset } = document.documentElement;
  if (next === 'system') delete dataset.theme;
  else dataset.theme = next;
  browserStorage.keep(THEME_KEY, next === 'system' ? undefined : next);
  theme.set(next);
}

function readTheme(): Theme {
  const chosen = document.documentElement.dataset.theme;
  return chosen === 'light' || chosen === 'dark' ? chosen : 'system';
}

const SINGLE_KEYS_KEY = 'rowhook.single-keys';

/** Whether single letters work as shortcuts; speech input and slips of the hand make some people switch them off. */
export const singleKeys = createStore(browserStorage.read(SINGLE_KEYS_KEY) !== 'off');

export function setSingleKeys(on: boolean): void {
  browserStorage.keep(SINGLE_KEYS_KEY, on ? 'on' : 'off');
  singleKeys.set(on);
}
