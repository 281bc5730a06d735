// @ts-check
// A script like `npm start`, without its services: supervisor.test.mjs ends it in different ways.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { main } from '../../lib/main.mjs';

await main(async (supervisor) => {
  supervisor.removeAtEnd(fs.mkdtempSync(path.join(os.tmpdir(), 'supervised-')));
  supervisor.start('supervised-second', 'sleep', ['600']);
  const script = 'sleep 600 & echo started; sleep 600';
  supervisor.start('supervised-first', 'sh', ['-c', script], { onLine: () => console.log('Ready') });
  return 'keep running';
});
