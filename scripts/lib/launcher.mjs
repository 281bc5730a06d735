// @ts-check
import { Failure } from './failure.mjs';
import { Family } from './family.mjs';
import { sweepLeftovers } from './journal.mjs';
import { lastLines } from './steps.mjs';

const OLDEST_NODE = { major: 20, minor: 19 };

/**
 * The frame of every script: runs `work` and, however it ends (done, failed, Ctrl-C, a signal, a crashed child, the
 * npm that started it gone), stops what it started.
 * @param {(family: Family) => Promise<'stay' | number>} work answers an exit code, or 'stay' to go on until stopped
 */
export async function launch(work) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < OLDEST_NODE.major || (major === OLDEST_NODE.major && minor < OLDEST_NODE.minor)) {
    const oldest = `${OLDEST_NODE.major}.${OLDEST_NODE.minor}`;
    console.error(`Rowhook needs Node.js ${oldest} or later; this is ${process.versions.node}.`);
    process.exit(1);
  }
  const family = new Family();
  let staying = false;
  /** @type {number | undefined} */
  let exitCode;
  /** @param {number} code */
  const finish = async (code) => {
    if (exitCode !== undefined) return;
    exitCode = code;
    await family.stop();
    process.exit(code);
  };

  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      if (exitCode === undefined) console.log(staying ? '\nStopping.' : '\nStopped before it was ready.');
      void finish(staying ? 0 : 130);
    });
  }
  // npm passes SIGINT and SIGTERM on; when it is ended in another way, nobody tells its script.
  if (process.env['npm_lifecycle_event']) {
    const npm = process.ppid;
    setInterval(() => process.ppid !== npm && void finish(1), 500).unref();
  }
  family.onCrash = (child, how) => {
    if (exitCode === undefined)
      console.error(`\n${child.name} ${how}. The end of its log:\n\n${lastLines(child.log)}\n`);
    void finish(1);
  };

  try {
    await sweepLeftovers();
    const outcome = await work(family);
    if (outcome === 'stay') staying = true;
    else await finish(outcome);
  } catch (error) {
    if (exitCode === undefined)
      console.error(
        `\n${error instanceof Failure ? error.message : String(/** @type {Error} */ (error).stack)}\n`,
      );
    await finish(1);
  }
}
