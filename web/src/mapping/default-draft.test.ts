import { expect, it } from 'vitest';
import { newColumn } from '../testing/columns';
import { defaultDraft } from './default-draft';
import { validateDraft } from './validate';

it.each([
  [
    ['id', '__proto__'],
    ['id', 'proto'],
  ],
  [
    ['__proto__', 'proto'],
    ['proto_2', 'proto'],
  ],
  [
    ['$set', '$'],
    ['set', 'dollar'],
  ],
])('defaultDraft of the columns %j has the paths %j and no conflicts', (names, paths) => {
  const columns = names.map((name) => newColumn(name));
  let id = 0;
  const draft = defaultDraft(columns, () => ++id);
  expect(draft.fields.map(({ to }) => to)).toEqual(paths);
  expect(validateDraft(draft, new Map(columns.map((column) => [column.name, column]))).errors.size).toBe(0);
});
