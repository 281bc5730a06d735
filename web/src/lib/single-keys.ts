import { browserStorage } from './storage';
import { createStore } from './store';

const KEY = 'rowhook.single-keys';

/** Whether single letters work as shortcuts; speech input and slips of the hand make some people switch them off. */
export const singleKeys = createStore(browserStorage.read(KEY) !== 'off');

export function setSingleKeys(on: boolean): void {
  browserStorage.keep(KEY, on ? 'on' : 'off');
  singleKeys.set(on);
}
