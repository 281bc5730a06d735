// @ts-check
// Lists processes and listening ports, for tests that a script leaves nothing behind.
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';

/** @returns {{pid: number, parent: number, command: string}[]} all processes except zombies */
export function processes() {
  const output = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,stat=,command='], { encoding: 'utf8' });
  return output.split('\n').flatMap((line) => {
    const [, pid, parent, state, command = ''] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    return pid && !state?.startsWith('Z') ? [{ pid: Number(pid), parent: Number(parent), command }] : [];
  });
}

/**
 * @param {number} pid
 * @returns {boolean} whether it runs and is not a zombie; starts no program on Linux, because it is polled
 */
export function isRunning(pid) {
  if (process.platform !== 'linux') return processes().some((one) => one.pid === pid);
  try {
    return !/^State:\s*Z/m.test(fs.readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/**
 * @param {number} root
 * @returns {Set<number>} ids of a process and all its descendants
 */
export function processTree(root) {
  const all = processes();
  const tree = new Set([root]);
  for (let before = 0; before !== tree.size;) {
    before = tree.size;
    for (const { pid, parent } of all) if (tree.has(parent)) tree.add(pid);
  }
  return tree;
}

/**
 * @param {Set<number>} pids
 * @returns {Set<number>} TCP ports that these processes listen on
 */
export function listeningPorts(pids) {
  if (process.platform !== 'linux') {
    const args = ['-nP', '-iTCP', '-sTCP:LISTEN', '-a', '-p', [...pids].join(','), '-Fn'];
    const { stdout } = spawnSync('lsof', args, { encoding: 'utf8' });
    return new Set([...stdout.matchAll(/:(\d+)$/gm)].map((match) => Number(match[1])));
  }
  const sockets = new Set([...pids].flatMap(openFiles));
  const tables = ['/proc/net/tcp', '/proc/net/tcp6'].filter((table) => fs.existsSync(table));
  const lines = tables.flatMap((table) => fs.readFileSync(table, 'utf8').trim().split('\n').slice(1));
  const listening = lines.map((line) => line.trim().split(/\s+/)).filter(([, , , state]) => state === '0A');
  const ours = listening.filter((fields) => sockets.has(`socket:[${fields[9]}]`));
  return new Set(ours.map(([, address]) => Number.parseInt(address?.split(':')[1] ?? '', 16)));
}

/**
 * @param {number} pid
 * @returns {string[]} what its descriptors point to; none if it has ended
 */
function openFiles(pid) {
  try {
    const folder = `/proc/${pid}/fd`;
    return fs.readdirSync(folder).map((fd) => fs.readlinkSync(`${folder}/${fd}`));
  } catch {
    return [];
  }
}
