// @ts-check
import { Failure } from './failure.mjs';
import { Family } from './family.mjs';
import { sweepLeftovers } from './journal.mjs';
import { lastLines } from './steps.mjs';

/** What `engines` in package.json says, where npm is not asked; all majors from 24 on. @type {Record<number, number>} */
const OLDEST_MINOR = { 20: 19, 22: 13 };

/**
 * The frame of every script: runs `work` and, however it ends (done, failed, Ctrl-C, a signal, a crashed child, the
 * npm that started it gone), stops what it started.
 * @param {(family: Family) => Promise<'stay' | number>} work answers an exit code, or 'stay' to go on until stopped
 */
export async function launch(work) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 24 && minor < (OLDEST_MINOR[major] ?? Infinity)) {
    console.error(
      `Rowhook needs Node.js 20.19, 22.13 or 24, or later ones of these; this is ${process.versions.node}.`,
    );
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
