import { describe, expect, it } from 'vitest';
import { EXAMPLE_CHARS_MAX, readExample } from './example-text';

const leaves = (text: string) => {
  const read = readExample(text);
  if (read.state !== 'read') throw new Error(JSON.stringify(read));
  return read.leaves.map(({ to, type, text: json }) => [to, type, json]);
};

describe('readExample', () => {
  it('returns the leaves in order, with exact numbers', () => {
    const text = `{"a": {"b c": 9007199254740993, "d": []}, "list": [{"x": 1.10}, {"x": null}], "tags": ["v", "w"],
      "flag": true, "e": {}, "a.b": "é\\u0041"}`;
    expect(leaves(text)).toEqual([
      ['a["b c"]', 'number', '9007199254740993'],
      ['a.d', 'list', '[]'],
      ['list[0].x', 'number', '1.10'],
      ['list[1].x', 'null', 'null'],
      ['tags', 'list', '["v","w"]'],
      ['flag', 'boolean', 'true'],
      ['e', 'object', '{}'],
      ['["a.b"]', 'string', '"é\\u0041"'],
    ]);
  });

  it('keeps the last of duplicate keys, and skips invalid keys', () => {
    expect(leaves('{"a": 1, "a": "x"}')).toEqual([['a', 'string', '"x"']]);
    expect(readExample('{"__proto__": {"a": 1}, "b": 2}')).toMatchObject({
      leaves: [{ to: 'b' }],
      notes: [expect.stringContaining('1 value ignored')],
    });
  });

  it('has an item for a list with one text, unless its path is too deep', () => {
    const nested = (depth: number) => '{"a": '.repeat(depth) + '["x"]' + '}'.repeat(depth);
    expect(readExample(nested(31))).toMatchObject({ leaves: [{ entry: { value: 'x' } }] });
    const deepest = readExample(nested(32));
    expect(deepest).toMatchObject({ leaves: [{ type: 'list' }] });
    expect(deepest).not.toHaveProperty('leaves.0.entry');
  });

  it.each([
    ['[{"a": 1}, {"a": 2}]', 'A list of 2: its first entry is used.'],
    ['{"a": 1}\n{"a": 2}', 'More text follows the first JSON value: only the first value is used.'],
  ])('uses the first of several values, with a note: %s', (text, note) => {
    expect(leaves(text)).toEqual([['a', 'number', '1']]);
    expect(readExample(text)).toMatchObject({ notes: [note] });
  });

  it.each([
    ['{"a": 1,}', 'line 1, column 9', 'Take the comma away'],
    ['{\n  "a": 1\n  "b": 2\n}', 'line 3, column 3', 'a comma or }'],
    ['{"a": {"b": 1}', 'line 1, column 15', 'Was all of it copied?'],
    ["{'a': 1}", 'line 1, column 2', 'straight double quotes'],
    ['{“a”: 1}', 'line 1, column 2', 'straight double quotes'],
    ['{a: 1}', 'line 1, column 2', 'a key in double quotes'],
    ['{"a": 1, ...}', 'line 1, column 10', 'Take the dots away'],
    ['{"a": 1 // id\n}', 'line 1, column 9', 'no comments'],
    ['{"a": {{ name }}}', 'line 1, column 8', 'placeholder'],
    ['{"a": <id>}', 'line 1, column 7', 'placeholder'],
    ['{"a": None}', 'line 1, column 7', 'not JSON'],
    ['{"a": 01}', 'line 1, column 7', 'a value'],
    ['{"a": "b\nc"}', 'line 1, column 7', 'double quote'],
    ['{"a": "\\x"}', 'line 1, column 7', 'backslash'],
    ['{"a":'.repeat(100), 'line 1', 'levels deep'],
  ])('reports where %j is invalid and what to do', (text, place, advice) => {
    const read = readExample(text);
    expect(read).toMatchObject({ state: 'unreadable', title: expect.stringContaining(place) as string });
    expect(read.state === 'unreadable' ? read.message : '').toContain(advice);
  });

  it.each([
    ['17', 'A payload is an object'],
    ['[1, 2]', 'A payload is an object'],
    ['[]', 'A payload is an object'],
    ['{}', 'This payload is empty'],
    ['{"$schema": "x", "type": "object"}', 'This payload is empty'],
    ['{"openapi": "3.1.0"}', 'This document has no schemas'],
    ['openapi: 3.1.0\ninfo: {}', 'This document is YAML'],
    ['curl https://x.example', 'This command has no body'],
    ['curl https://x.example -d @body.json', 'The body of this command is in a file'],
    ['curl https://x.example -d a=1', 'The body of this command is not JSON'],
    [`{"a": "${'x'.repeat(EXAMPLE_CHARS_MAX)}"}`, 'This is too long for one payload'],
  ])('explains why the text is not a payload', (text, title) => {
    expect(readExample(text)).toMatchObject({ state: 'unreadable', title });
  });

  it('returns empty for blank text, and ignores a byte order mark', () => {
    expect(readExample(' \n')).toEqual({ state: 'empty' });
    expect(leaves('\uFEFF{"a": 1}')).toEqual([['a', 'number', '1']]);
  });
});
