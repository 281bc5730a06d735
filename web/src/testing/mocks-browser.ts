import { setupWorker } from 'msw/browser';
import { mocks } from './mocks';

/** Answers the page's own calls in the browser, so that the web can be worked on alone. */
export async function startMocks(): Promise<void> {
  await setupWorker(...mocks(80)).start({ quiet: true, onUnhandledRequest: 'bypass' });
}
