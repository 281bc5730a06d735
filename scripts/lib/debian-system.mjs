// @ts-check
// A Debian system in a folder, made by debootstrap and entered by chroot. Each command runs in its own mount and process namespaces,
// which end with it, so nothing has to be unmounted and nothing keeps running.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { npm } from './npm.mjs';
import { UserError } from './supervisor.mjs';
import { ROOT } from './paths.mjs';

/** Fresh systems and downloaded packages are kept here for the next run. */
const CACHE = path.join(os.tmpdir(), 'rowhook-portability');

/** The folder of the clone in the system. */
const CLONE = '/rowhook';

/** The folder of Node.js in the system. */
const NODE = '/opt/node';

/** Additional certificates of this machine. */
const CERTIFICATES = process.env['NODE_EXTRA_CA_CERTS'];

// Kernel settings are shared with this machine, and some packages change them when they are installed.
const ENTER = `
  mount -t proc proc "$1/proc"
  mount --bind -o ro "$1/proc/sys" "$1/proc/sys"
  mount --rbind /dev "$1/dev"
  mount -t tmpfs tmpfs "$1/dev/shm"
  mount --bind "$2" "$1/var/cache/apt/archives"
  root=$1
  shift 2
  chroot "$root" "$@"
  exit $?`;

const INSIDE = {
  PATH: `${NODE}/node_modules/.bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
  HOME: '/root',
  LC_ALL: 'C.UTF-8',
  DEBIAN_FRONTEND: 'noninteractive',
  NO_COLOR: '1',
  ...(CERTIFICATES ? { NODE_EXTRA_CA_CERTS: `${NODE}/certificates.pem` } : {}),
};

/** @throws {UserError} where systems cannot be made */
export function requireDebootstrap() {
  const found = ['debootstrap', 'unshare', 'chroot'].every(
    (command) => spawnSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' }).status === 0,
  );
  if (found && process.getuid?.() === 0) return;
  throw new UserError(
    'This makes Debian systems by debootstrap and enters them by chroot, so it runs as root on Debian or Ubuntu:\n\n' +
      '    sudo apt-get install debootstrap\n    sudo npm run test:portability',
  );
}

export class DebianSystem {
  #root = '';
  #archives = '';

  /**
   * @param {import('./supervisor.mjs').Supervisor} supervisor removes the system at its end
   * @param {string} suite Debian's name of the release
   */
  constructor(supervisor, suite) {
    this.supervisor = supervisor;
    this.suite = suite;
  }

  /**
   * A minimal system with Node.js, npm and a clone of the last commit, and nothing else.
   * @param {string} node major version of Node.js
   */
  async make(node) {
    const base = await this.#bootstrapped();
    this.#archives = path.join(CACHE, `${this.suite}-archives`);
    fs.mkdirSync(this.#archives, { recursive: true });
    const root = fs.mkdtempSync(path.join(CACHE, `${this.suite}-run-`));
    this.supervisor.removeAtEnd(root);
    this.#root = root;
    await this.#outside('copy', 'cp', ['-a', `${base}/.`, root]);
    // Packages with a service do not start it.
    fs.writeFileSync(path.join(root, 'usr/sbin/policy-rc.d'), '#!/bin/sh\nexit 101\n', { mode: 0o755 });
    // The release file of testing may have expired.
    fs.writeFileSync(path.join(root, 'etc/apt/apt.conf.d/dates'), 'Acquire::Check-Valid-Until "false";\n');
    const packages = [`node-${process.platform}-${process.arch}@${node}`, 'npm@11'];
    const install = ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', path.join(root, NODE)];
    await this.#outside('node', ...npm(...install, ...packages));
    if (CERTIFICATES) fs.copyFileSync(CERTIFICATES, path.join(root, NODE, 'certificates.pem'));
    await this.#outside('clone', 'git', ['clone', '--depth=1', `file://${ROOT}`, this.file('.')]);
    await this.run('apt-update', ['apt-get', 'update', '-q']);
  }

  /**
   * @param {string} name path from the clone's root
   * @returns {string} where that is outside
   */
  file(name) {
    return path.join(this.#root, CLONE, name);
  }

  /**
   * @param {string[]} command
   * @returns {[string, string[]]} what runs it inside, as root, in the clone
   */
  inside(command) {
    const namespaces = ['--mount', '--pid', '--fork', '--kill-child', '--ipc'];
    const variables = Object.entries(INSIDE).map(([name, value]) => `${name}=${value}`);
    const environment = ['env', '-i', `--chdir=${CLONE}`, ...variables];
    const enter = ['sh', '-ec', ENTER, 'sh', this.#root, this.#archives, ...environment, ...command];
    return ['unshare', [...namespaces, ...enter]];
  }

  /**
   * Runs a command inside to its end.
   * @param {string} name
   * @param {string[]} command
   * @returns {Promise<string[]>} the lines it printed
   */
  async run(name, command) {
    /** @type {string[]} */
    const lines = [];
    await this.#outside(name, ...this.inside(command), (line) => lines.push(line));
    return lines;
  }

  /** @returns {Promise<string>} the folder of a fresh system */
  async #bootstrapped() {
    const base = path.join(CACHE, this.suite);
    if (fs.existsSync(base)) return base;
    fs.mkdirSync(CACHE, { recursive: true });
    const unfinished = fs.mkdtempSync(`${base}-new-`);
    this.supervisor.removeAtEnd(unfinished);
    fs.chmodSync(unfinished, 0o755);
    await this.#outside('debootstrap', 'debootstrap', ['--variant=minbase', this.suite, unfinished]);
    fs.renameSync(unfinished, base);
    return base;
  }

  /**
   * @param {string} name
   * @param {string} command
   * @param {string[]} args
   * @param {(line: string) => void} [onLine]
   */
  #outside(name, command, args, onLine = () => {}) {
    return this.supervisor.run(`${this.suite}-${name}`, command, args, { onLine });
  }
}
