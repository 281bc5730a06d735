import { Mapping } from '@rowhook/contracts';
import { describe, expect, it } from 'vitest';
import { readConstant } from './constant';
import { fromMapping, toMapping } from './document';

describe('the mapping document', () => {
  it('comes back as it was', () => {
    const mapping = Mapping.parse({
      version: 1,
      onNull: 'omit',
      fields: [
        { to: 'a', column: 'x', at: '/y', as: 'string', onNull: { default: { z: [1, null] } } },
        { to: 'b', value: '3.10' },
        { to: 'c', value: 1.5 },
        { to: 'd', value: null },
        { to: 'e', template: '{x}', onNull: 'error' },
      ],
    });
    let id = 0;
    expect(toMapping(fromMapping(mapping, () => id++))).toEqual(mapping);
  });

  it.each([
    '9007199254740992',
    '-9007199254740993',
    '1e400',
    '[{"deep":9007199254740993}]',
    '0.12345678901234567890',
    '{"a":0.12345678901234567890}',
    '[[1.5],[{"b":1e-400}]]',
  ])('takes no %s, which a double would round', (text) => {
    const kind = /^[[{]/.test(text) ? 'json' : 'number';
    expect(readConstant({ kind, text })).toMatchObject({ ok: false, code: 'number_unsafe' });
  });

  it.each(['0', '-1.5', '1.10', '0.1', '1e3', ' 9007199254740991 '])('takes %s', (text) => {
    expect(readConstant({ kind: 'number', text })).toEqual({ ok: true, value: Number(text) });
  });

  it('takes JSON of numbers that a double holds, and digits in texts', () => {
    const text = '{"a":[1.10,-0.5e3,null],"0.12345678901234567890":"12345678901234567890"}';
    expect(readConstant({ kind: 'json', text })).toEqual({ ok: true, value: JSON.parse(text) as unknown });
  });

  it('names the number inside JSON that would be rounded', () => {
    expect(readConstant({ kind: 'json', text: '{"a":0.12345678901234567890}' })).toMatchObject({
      message: '0.12345678901234567890 would be sent as 0.12345678901234568. Send it as a string.',
    });
  });

  it('is not there while a constant cannot be read', () => {
    const constant = { kind: 'number', text: '1e' } as const;
    expect(toMapping({ rows: [{ id: 1, to: 'a', value: { kind: 'constant', constant } }] })).toBeUndefined();
  });
});
