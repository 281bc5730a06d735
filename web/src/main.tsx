import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from './api/queries';
import { shareConnection } from './api/share-connection';
import { App } from './app/app';
import { ErrorBoundary } from './app/error-boundary';
import './styles/base.css';
import '@fontsource-variable/inter';
import '@fontsource-variable/jetbrains-mono';
import './styles/tokens.css';

async function start(): Promise<void> {
  if (import.meta.env.MODE === 'mocks') {
    const [{ setupWorker }, { mocks }] = await Promise.all([
      import('msw/browser'),
      import('./testing/mocks'),
    ]);
    await setupWorker(...mocks(80)).start({ quiet: true, onUnhandledRequest: 'bypass' });
  }
  // Where another tab cannot be asked, the page asks for a connection.
  await shareConnection().catch(() => undefined);
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no #root.');
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={createQueryClient()}>
        <ErrorBoundary>
          <App />
        </ErrorBoundary>
      </QueryClientProvider>
    </StrictMode>,
  );
}

void start();
