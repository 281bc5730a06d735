import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from './api/queries';
import { App } from './app/app';
import { CrashScreen } from './app/error-boundary';
import './styles/tokens.css';
import './styles/base.css';

async function start(): Promise<void> {
  if (import.meta.env.MODE === 'doubles') {
    const { startDoubles } = await import('./testing/mocks-browser');
    await startDoubles();
  }
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no #root.');
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={createQueryClient()}>
        <CrashScreen>
          <App />
        </CrashScreen>
      </QueryClientProvider>
    </StrictMode>,
  );
}

void start();
