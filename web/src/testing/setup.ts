import { cleanup, configure, prettyDOM } from '@testing-library/react';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { session } from '../api/session';
import { navigate, parseUrlState } from '../lib/url-state';
import { server } from './server';

/** Prints the document when the message is read: most queries that fail are repeated, and printing takes longer than a query. */
function getElementError(message: string | null, container: Element): Error {
  const error = new Error();
  error.name = 'TestingLibraryElementError';
  Error.captureStackTrace(error, getElementError);
  return Object.defineProperty(error, 'message', {
    configurable: true,
    get: () => [message, prettyDOM(container)].filter(Boolean).join('\n\n'),
  });
}

// The first one to open a dialog or the tree waits for its script to be transformed, on a busy machine for seconds.
configure({ asyncUtilTimeout: 30_000, getElementError });

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  cleanup();
  server.resetHandlers();
  sessionStorage.clear();
  localStorage.clear();
  session.set({ number: session.get().number + 1, connection: undefined, expired: undefined });
  navigate(parseUrlState(''));
});
afterAll(() => server.close());

// happy-dom lays nothing out; lists that show only what is in view need a size for the view and for its rows.
Object.defineProperties(HTMLElement.prototype, {
  clientWidth: { get: () => 800 },
  clientHeight: { get: () => 900 },
  offsetHeight: { get: () => 36 },
});
Element.prototype.scrollTo = () => undefined;
Element.prototype.scrollIntoView = () => undefined;
globalThis.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
window.matchMedia = (query) =>
  ({
    matches: true,
    media: query,
    addEventListener() {},
    removeEventListener() {},
  }) as unknown as MediaQueryList;
HTMLDialogElement.prototype.showModal = function () {
  this.open = true;
};
HTMLDialogElement.prototype.close = function () {
  this.open = false;
};
