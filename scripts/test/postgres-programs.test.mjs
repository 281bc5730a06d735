// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findPostgres } from '../lib/postgres-programs.mjs';
import { UserError } from '../lib/supervisor.mjs';

test('findPostgres names the alternatives if npm has no server for this machine', () => {
  assert.throws(
    () => findPostgres('/nowhere'),
    (error) => error instanceof UserError && error.message.includes('docker compose up --build'),
  );
});
