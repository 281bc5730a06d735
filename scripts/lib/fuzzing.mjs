// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { CORPUS } from './fuzz-targets.mjs';
import { ROOT, STATE } from './paths.mjs';
import { check } from './runners.mjs';

/** @typedef {import('./family.mjs').Family} Family */

/**
 * Fuzzes one target from its corpus. What it finds on the way is kept outside the repository; an input that breaks a promise is
 * named in the log.
 * @param {Family} family
 * @param {string} target
 * @param {number} seconds
 */
export function fuzz(family, target, seconds) {
  const found = path.join(STATE, 'fuzz', target);
  fs.mkdirSync(found, { recursive: true });
  return check(family, `fuzz-${target}`, [
    path.join(ROOT, 'build/fuzz/engine', `fuzz-${target}`),
    [
      `-max_total_time=${seconds}`,
      '-timeout=10',
      '-rss_limit_mb=2048',
      '-print_final_stats=1',
      `-artifact_prefix=${found}-`,
      found,
      path.join(CORPUS, target),
    ],
  ]);
}
