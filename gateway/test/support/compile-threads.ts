import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Threads run compiled code, whatever was built before. */
export default function compileThreads(): void {
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  execFileSync(process.execPath, [compiler, '-b', fileURLToPath(new URL('../..', import.meta.url))], {
    stdio: 'inherit',
  });
}
