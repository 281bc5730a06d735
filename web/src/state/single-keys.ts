import { createStore } from './store';

const KEY = 'rowhook.single-keys';

/** Whether single letters work as shortcuts; speech input and slips of the hand make some people switch them off. */
export const singleKeys = createStore(read());

export function setSingleKeys(on: boolean): void {
  try {
    localStorage.setItem(KEY, on ? 'on' : 'off');
  } catch {
    // Storage is switched off: the choice holds until the page is left.
  }
  singleKeys.set(on);
}

function read(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return true;
  }
}
