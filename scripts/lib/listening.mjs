// @ts-check
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';

/**
 * A process with everything it started, and what those started.
 * @param {number} root
 * @returns {Set<number>} process ids
 */
export function processTree(root) {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const tree = new Set([root]);
  for (let before = 0; before !== tree.size;) {
    before = tree.size;
    for (const [pid = 0, parent = 0] of rows) if (tree.has(parent)) tree.add(pid);
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
  const ports = new Set();
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    if (!fs.existsSync(table)) continue;
    for (const line of fs.readFileSync(table, 'utf8').trim().split('\n').slice(1)) {
      const fields = line.trim().split(/\s+/);
      const listens = fields[3] === '0A';
      if (listens && sockets.has(`socket:[${fields[9]}]`))
        ports.add(Number.parseInt(fields[1]?.split(':')[1] ?? '', 16));
    }
  }
  return ports;
}

/**
 * @param {number} pid
 * @returns {string[]}
 */
function openFiles(pid) {
  try {
    return fs.readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return [fs.readlinkSync(`/proc/${pid}/fd/${fd}`)];
      } catch {
        return [];
      }
    });
  } catch {
    return [];
  }
}
