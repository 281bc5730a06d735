// @ts-check
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../lib/paths.mjs';
import { initdbOptions } from '../lib/postgres-data.mjs';

test('docker-compose.yml gives initdb the locale and encoding that other starts use', () => {
  const compose = fs.readFileSync(path.join(ROOT, 'docker-compose.yml'), 'utf8');
  const options = /POSTGRES_INITDB_ARGS: (.+)/.exec(compose)?.[1]?.split(' ') ?? [];
  const version = /image: postgres:(\S+)/.exec(compose)?.[1] ?? '';
  assert.deepEqual(
    options,
    initdbOptions(version).filter((option) => /locale|encoding/.test(option)),
  );
});
