import { Mapping } from '@rowhook/contracts';
import { describe, expect, it } from 'vitest';
import { readConstant } from './constant';
import { fromMapping, mappingText, savableDraft, toMapping } from './document';
import type { Draft } from './model';

describe('mapping document', () => {
  it('is unchanged after reading and writing', () => {
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

  it.each(['9007199254740992', '-9007199254740993', '1e400', '[{"deep":9007199254740993}]'])(
    'rejects the constant %s, which the engine rejects too',
    (text) => {
      const kind = text.startsWith('[') ? 'json' : 'number';
      expect(readConstant({ kind, text })).toMatchObject({ ok: false, code: 'number_unsafe' });
    },
  );

  it.each(['0', '-1.5', '1.10', '0.1', '1e3', ' 9007199254740991 ', '0.12345678901234567890', '1e-400'])(
    'accepts the constant %s',
    (text) => {
      expect(readConstant({ kind: 'number', text })).toEqual({ ok: true, value: Number(text) });
    },
  );

  it('accepts JSON with any digits of numbers and in strings', () => {
    const text = '{"a":[1.10,0.12345678901234567890,null],"0.1234567890123456789":"12345678901234567890"}';
    expect(readConstant({ kind: 'json', text })).toEqual({ ok: true, value: JSON.parse(text) as unknown });
  });

  it('is undefined while a constant is invalid', () => {
    const constant = { kind: 'number', text: '1e' } as const;
    expect(
      toMapping({ fields: [{ id: 1, to: 'a', value: { kind: 'constant', constant } }] }),
    ).toBeUndefined();
  });

  it('saves no field that needs an invalid default of the mapping', () => {
    const column = { kind: 'column', column: 'x' } as const;
    const draft: Draft = {
      onNull: { default: { kind: 'number', text: '1e' } },
      fields: [
        { id: 1, to: 'a', value: column },
        { id: 2, to: 'b', value: column, onNull: 'omit' },
        { id: 3, to: 'c', value: { kind: 'constant', constant: { kind: 'number', text: '1' } } },
      ],
    };
    const saved = savableDraft(draft);
    expect(saved.fields.map(({ to }) => to)).toEqual(['b', 'c']);
    expect(saved.onNull).toBeUndefined();
  });

  it('keeps the text of constants', () => {
    const texts = ['{"b":1,"1":3,"a":2,"a":4}', '[1.10, {"2":0,"1":0.12345678901234567890}]'];
    const draft: Draft = {
      onNull: { default: { kind: 'number', text: '1.50' } },
      fields: texts.map((text, id) => ({
        id,
        to: `f${id}`,
        value: { kind: 'constant', constant: { kind: 'json', text } },
      })),
    };
    const text =
      mappingText(draft, { relation: { schema: 's', name: 't' } }, (each) => JSON.stringify(each, null, 2)) ??
      '';
    for (const each of [...texts, '1.50']) expect(text).toContain(each);
    let id = 0;
    expect(fromMapping(Mapping.parse(JSON.parse(text)), () => id++, text)).toEqual(draft);
  });

  it('keeps texts that contain the NUL character', () => {
    const odd = ['\u00000', '\u0000\u00000', 'a"\u00000', '\\u00000'];
    const mapping = Mapping.parse({
      version: 1,
      fields: [
        { to: 'a', value: 'constant' },
        ...odd.map((text, index) => ({
          to: `f${index}`,
          column: 'x',
          steps: [{ replace: [text, text] }, { lookup: { values: { [text]: text }, default: text } }],
        })),
        ...odd.map((text, index) => ({ to: `t${index}`, template: text })),
      ],
    });
    let id = 0;
    const draft = fromMapping(mapping, () => id++);
    for (const indent of [0, 2]) {
      const text = mappingText(draft, undefined, (each) => JSON.stringify(each, null, indent)) ?? '';
      expect(JSON.parse(text)).toEqual(mapping);
    }
  });

  it('accepts the keys __proto__ and constructor, as the gateway does', () => {
    const text = '{"__proto__":{"a":1},"constructor":{"prototype":{}}}';
    const draft: Draft = {
      fields: [{ id: 1, to: 'a', value: { kind: 'constant', constant: { kind: 'json', text } } }],
    };
    expect(mappingText(draft)).toBe(`{"version":1,"fields":[{"to":"a","value":${text}}]}`);
  });

  it('warns of duplicate keys and keeps them', () => {
    expect(readConstant({ kind: 'json', text: '{"a":[{"b":1,"b":2}]}' })).toMatchObject({
      ok: true,
      warning: 'The key "b" appears twice in one object: receivers read only the last.',
    });
  });
});
