import { spawn } from 'node:child_process';

export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a program to its end. Without input it has no stdin: bash reads ~/.bashrc if its stdin is a socket. */
export function runProgram(
  command: string,
  args: string[],
  { input, ...options }: { input?: string; cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Outcome> {
  const stdin = input === undefined ? 'ignore' : 'pipe';
  const child = spawn(command, args, { ...options, stdio: [stdin, 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  child.stdout?.on('data', (piece: Buffer) => (output.stdout += piece.toString()));
  child.stderr?.on('data', (piece: Buffer) => (output.stderr += piece.toString()));
  child.stdin?.end(input);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...output }));
  });
}
