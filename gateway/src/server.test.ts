import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { postJson, TEST_ENGINE_TOKEN } from '../test/support/gateway.js';
import { respondWith, startMockEngine, verified } from '../test/support/mock-engine.js';

/** The output of `tsc -b`. Only this test needs the built program. */
const SERVER = fileURLToPath(new URL('../dist/server.js', import.meta.url));

const children: ChildProcess[] = [];
afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')));

function start(environment: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, [SERVER], {
    env: { PATH: process.env['PATH'], PORT: '0', ...environment },
  });
  children.push(child);
  const output = { text: '' };
  const gather = (chunk: Buffer) => void (output.text += chunk.toString());
  child.stdout.on('data', gather);
  child.stderr.on('data', gather);
  return { child, output, exited: once(child, 'exit') as Promise<[number | null, string | null]> };
}

async function listening(output: { text: string }): Promise<string> {
  const pattern = /"port":(\d+),"msg":"listening"/;
  await expect.poll(() => output.text, { timeout: 30_000 }).toMatch(pattern);
  expect(output.text).not.toContain('Warning');
  return `http://127.0.0.1:${pattern.exec(output.text)?.[1]}`;
}

/** When the process logged this message, in milliseconds. */
function timeOf(output: { text: string }, message: string): number {
  const line = output.text.split('\n').find((text) => text.endsWith(`"msg":"${message}"}`)) ?? '{}';
  return Date.parse((JSON.parse(line) as { time: string }).time);
}

describe('gateway process', { timeout: 60_000 }, () => {
  it('exits with 2 and names every invalid variable without its value', async () => {
    const { output, exited } = start({ ENGINE_TOKEN: 'canary', PORT: 'canary', LOG_LEVEL: 'canary' });
    expect(await exited).toEqual([2, null]);
    for (const name of ['ENGINE_TOKEN', 'PORT', 'LOG_LEVEL']) expect(output.text).toContain(name);
    expect(output.text).not.toContain('canary');
  });

  it('names PORT if its port is in use', async () => {
    const first = start({ ENGINE_TOKEN: TEST_ENGINE_TOKEN });
    const port = new URL(await listening(first.output)).port;
    const second = start({ ENGINE_TOKEN: TEST_ENGINE_TOKEN, PORT: port });
    expect(await second.exited).toEqual([1, null]);
    expect(second.output.text).toContain('choose another one with PORT');
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('on %s finishes running requests and exits', async (signal) => {
    const mock = await startMockEngine();
    let respond = (): void => undefined;
    mock.respond = (...call) => (respond = () => respondWith(verified)(...call));
    const { child, output, exited } = start({ ENGINE_TOKEN: TEST_ENGINE_TOKEN, ENGINE_URL: mock.url });
    const origin = await listening(output);
    // Browsers open connections in advance and send nothing on them.
    const silent = connect(Number(new URL(origin).port), '127.0.0.1');
    await once(silent, 'connect');
    silent.on('error', () => undefined).resume();

    const running = postJson(`${origin}/api/v1/connections`, { connectionString: 'postgres://a@b/c' });
    await expect.poll(() => mock.seen.length).toBe(1);
    child.kill(signal);
    await expect.poll(() => output.text).toContain('"msg":"closing"');
    respond();
    expect((await running).status).toBe(201);
    expect(await exited).toEqual([0, null]);
    // Waiting for the silent connection would take the whole grace period of five seconds.
    expect(timeOf(output, 'closed') - timeOf(output, 'closing')).toBeLessThan(5_000);
    await mock.close();
  });
});
