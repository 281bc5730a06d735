import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const place = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Compiles the gateway, because worker threads run compiled code. */
export default function compileThreads(): void {
  const compiler = place('../../../node_modules/@typescript/native/bin/tsc');
  execFileSync(process.execPath, [compiler, '-b', place('../..')], { stdio: 'inherit' });
}
