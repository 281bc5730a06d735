// @ts-check
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import { UserError } from '../lib/supervisor.mjs';

/** @param {number[]} values @returns {number} */
export function median(values) {
  return quantile(values, 0.5);
}

/** @param {number[]} values @param {number} share 0.99 for the 99th percentile @returns {number} */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/**
 * Runs all sides in turn, so that other work on the machine affects all of them.
 * @template {Record<string, () => Promise<unknown>>} Sides
 * @param {Sides} sides
 * @param {number} rounds
 * @returns {Promise<{[Side in keyof Sides]: Awaited<ReturnType<Sides[Side]>>[]}>} the results of each side, round by round
 */
export async function inTurn(sides, rounds) {
  /** @type {Record<string, unknown[]>} */
  const results = Object.fromEntries(Object.keys(sides).map((name) => [name, []]));
  for (let round = 0; round < rounds; ++round) {
    for (const [name, side] of Object.entries(sides)) results[name]?.push(await side());
  }
  return /** @type {{[Side in keyof Sides]: Awaited<ReturnType<Sides[Side]>>[]}} */ (results);
}

/**
 * Repeats a measurement, one after the other.
 * @param {() => Promise<number>} act
 * @param {number} times
 * @returns {Promise<number[]>}
 */
export async function repeat(act, times) {
  const measured = [];
  for (let i = 0; i < times; ++i) measured.push(await act());
  return measured;
}

/**
 * How to run psql without the user's settings. The password is not on the command line, which every user of the machine can read.
 * @param {string} url
 * @param {...string} args
 * @returns {[string, string[], NodeJS.ProcessEnv]} command, arguments and environment
 */
export function psql(url, ...args) {
  const database = new URL(url);
  const env = { PGPASSWORD: decodeURIComponent(database.password) };
  database.password = '';
  return ['psql', ['--no-psqlrc', '-q', database.href, ...args], env];
}

/**
 * Runs a command, discards its output and returns how long it took.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>} milliseconds
 */
export async function wallTime(command, args, env) {
  const begin = performance.now();
  await output(command, args, env, 'ignore');
  return performance.now() - begin;
}

/**
 * Returns the output of a command.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @param {'pipe' | 'ignore'} [stdout]
 * @returns {Promise<string>}
 */
export function output(command, args, env = {}, stdout = 'pipe') {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', stdout, 'inherit'],
    });
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (piece) => (text += piece));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(text) : reject(new UserError(`${command} exited with code ${code}`)),
    );
  });
}

/**
 * Returns the result of `act` and the number of busy processors of the whole machine during it.
 * @template T
 * @param {() => Promise<T>} act
 * @returns {Promise<[T, number]>}
 */
export async function watchingProcessors(act) {
  const before = machineSeconds();
  const result = await act();
  const after = machineSeconds();
  const busy = after.busy - before.busy;
  return [result, (busy / (busy + after.idle - before.idle)) * os.cpus().length];
}

function machineSeconds() {
  const times = os.cpus().map((processor) => processor.times);
  const sum = (/** @type {keyof os.CpuInfo['times']} */ kind) =>
    times.reduce((total, each) => total + each[kind], 0) / 1000;
  return { busy: sum('user') + sum('nice') + sum('sys') + sum('irq'), idle: sum('idle') };
}

/** User and system time of a process so far. @param {number} pid @returns {number} seconds */
export function cpuSeconds(pid) {
  const TICKS_A_SECOND = 100;
  const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}

/** The peak memory of a process. @param {number} pid @returns {number} megabytes */
export function peakMegabytes(pid) {
  const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}
