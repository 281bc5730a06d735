import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { ENGINE_PREFIX, engineStreams } from '@rowhook/contracts';
import { z } from 'zod';
import { required } from '../../support/environment.js';
import { postJson, TEST_ENGINE_TOKEN } from '../../support/gateway.js';

export interface EngineProcess {
  url: string;
  /** Every log line so far. */
  logs: string[];
  /** Starts an export. */
  export(body: unknown): Promise<Response>;
  /** Suspends the process, so that it does not respond. */
  freeze(): void;
  thaw(): void;
  /** Sends SIGTERM, so that running requests finish. */
  stop(): Promise<void>;
  crash(): Promise<void>;
}

/** Short enough for tests to wait for, long enough for a busy machine. */
export const ENGINE_LIMITS = {
  CONNECT_TIMEOUT_MS: '1000',
  REQUEST_TIMEOUT_MS: '2000',
  LOCK_TIMEOUT_MS: '300',
};

const Listening = z.object({ msg: z.literal('listening'), port: z.int() });

/** Starts the engine of `ENGINE_BINARY` on a free port. */
export async function startEngine(environment: NodeJS.ProcessEnv = {}): Promise<EngineProcess> {
  const child = spawn(required('ENGINE_BINARY'), {
    env: { ENGINE_TOKEN: TEST_ENGINE_TOKEN, ENGINE_PORT: '0', ...ENGINE_LIMITS, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const logs: string[] = [];
  const port = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`The engine exited with code ${code} before it listened.`)),
    );
    createInterface(child.stdout).on('line', (line) => {
      logs.push(line);
      const event = Listening.safeParse(JSON.parse(line));
      if (event.success) resolve(event.data.port);
    });
  });
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  };
  const url = `http://127.0.0.1:${port}`;
  const authorization = `Bearer ${TEST_ENGINE_TOKEN}`;
  return {
    url,
    logs,
    export: (body) => postJson(url + ENGINE_PREFIX + engineStreams.export.path, body, { authorization }),
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    stop: () => end('SIGTERM'),
    crash: () => end('SIGKILL'),
  };
}
