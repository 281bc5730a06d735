// @ts-check
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { Supervisor } from '../lib/supervisor.mjs';
import { ROOT } from '../lib/paths.mjs';
import { findPostgres } from '../lib/postgres-programs.mjs';
import { cleanEnvironment } from '../lib/postgres-data.mjs';

const supervisor = new Supervisor();
after(() => supervisor.stopAll());

test('initdb accepts the options of docker-compose.yml', async () => {
  const { program, owner, temporary } = findPostgres();
  const compose = fs.readFileSync(path.join(ROOT, 'docker-compose.yml'), 'utf8');
  const options = /POSTGRES_INITDB_ARGS: (.+)/.exec(compose)?.[1]?.split(' ') ?? [];
  assert.notDeepEqual(options, []);

  const folder = fs.mkdtempSync(path.join(temporary, 'rowhook-compose-'));
  supervisor.removeAtEnd(folder);
  if (owner) fs.chownSync(folder, owner.uid, owner.gid);
  const data = path.join(folder, 'data');
  const settings = { owner, cwd: folder, env: cleanEnvironment() };
  await supervisor.run('compose-initdb', program('initdb'), [...options, '--no-sync', data], settings);
  assert.ok(fs.existsSync(path.join(data, 'PG_VERSION')));
});
