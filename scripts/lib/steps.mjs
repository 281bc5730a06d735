// @ts-check
import fs from 'node:fs';

const WIDTH = 24;

/**
 * Runs one stage of a launcher and prints it with its time.
 * @template T
 * @param {string} title
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const began = performance.now();
  const onTerminal = process.stdout.isTTY;
  if (onTerminal) process.stdout.write(`  ${title} …`);
  const start = onTerminal ? '\r\x1b[K' : '';
  try {
    const result = await work();
    console.log(`${start}  ${title.padEnd(WIDTH)}${seconds(performance.now() - began)}`);
    return result;
  } catch (error) {
    console.log(`${start}  ${title.padEnd(WIDTH)}failed after ${seconds(performance.now() - began)}`);
    throw error;
  }
}

/** @param {number} milliseconds */
export function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/**
 * @param {string} file
 * @param {number} [lines]
 * @returns {string} the end of a log, indented
 */
export function lastLines(file, lines = 30) {
  if (!fs.existsSync(file)) return '';
  const all = fs.readFileSync(file, 'utf8').trimEnd().split('\n');
  return all
    .slice(-lines)
    .map((line) => `    ${line}`)
    .join('\n');
}
