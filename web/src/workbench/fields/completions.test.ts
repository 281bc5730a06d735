import { describe, expect, it } from 'vitest';
import { completeReference } from './completions';

describe('completeReference', () => {
  it.each([
    ['{up|größe} cm', '{updated_at}| cm'],
    ['{up|first name} cm', '{updated_at}| cm'],
    ['{up|e-mail}}}', '{updated_at}|}}'],
    ['{up| to }} cm', '{updated_at}| to }} cm'],
  ])('replaces the rest of the reference: %s', (before, after) => {
    const columns = ['id', 'updated_at'];
    const [suggestion, ...others] = completeReference(before.replace('|', ''), before.indexOf('|'), columns);
    const { value = '', caret = 0 } = suggestion ?? {};
    expect(`${value.slice(0, caret)}|${value.slice(caret)}`).toBe(after);
    expect(others).toEqual([]);
  });
});
