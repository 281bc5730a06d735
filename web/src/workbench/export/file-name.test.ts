import { expect, it } from 'vitest';
import { fileName } from './file-name';

it.each([
  ['customers', 'customers.ndjson'],
  ['größe', 'größe.ndjson'],
  [`it's; rm -rf /`, 'it_s_rm_-rf_.ndjson'],
  ['../x', '_x.ndjson'],
  ['-rf', 'rf.ndjson'],
  [' ', '_.ndjson'],
  ['..', 'export.ndjson'],
])('fileName of %j is %s', (name, wanted) => {
  expect(fileName({ schema: 'public', name }, 'ndjson')).toBe(wanted);
});
