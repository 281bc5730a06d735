// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { engineProgram, ROOT, STATE } from './paths.mjs';

const CORPUS = path.join(ROOT, 'engine/fuzz/corpus');

/** The corpus has a folder for each target. */
export const FUZZ_TARGETS = fs.readdirSync(CORPUS).sort();

/**
 * Fuzzes one target, starting from its corpus. New inputs are kept in .rowhook/fuzz; the log names one that fails.
 * @param {string} target
 * @param {number} seconds
 * @returns {[string, string[]]} command and arguments
 */
export function fuzzCommand(target, seconds) {
  const inputs = path.join(STATE, 'fuzz', target);
  fs.mkdirSync(inputs, { recursive: true });
  return [
    engineProgram('asan-ubsan', `fuzz-${target}`),
    [
      ...[`-max_total_time=${seconds}`, '-timeout=10', '-rss_limit_mb=2048', '-print_final_stats=1'],
      ...[`-artifact_prefix=${inputs}-`, inputs, path.join(CORPUS, target)],
    ],
  ];
}
