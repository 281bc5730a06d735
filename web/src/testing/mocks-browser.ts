import { setupWorker } from 'msw/browser';
import { doubles } from './mocks';

/** Answers the page's own calls in the browser, so that the web can be worked on alone. */
export async function startDoubles(): Promise<void> {
  await setupWorker(...doubles(80)).start({ quiet: true, onUnhandledRequest: 'bypass' });
}
