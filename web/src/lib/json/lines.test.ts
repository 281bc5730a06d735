import { describe, expect, it } from 'vitest';
import { layOut, linesAt, placeOf, spaceAfter, type Line } from './lines';

/** The text of the line without its indent. */
const lineText = (line: Line, body: string) =>
  line.tokens
    .map(({ start, end }, i) => body.slice(start, end) + (spaceAfter(line, i, body) ? ' ' : ''))
    .join('');

const text = (body: string) =>
  layOut(body)
    .map((line) => '  '.repeat(line.indent) + lineText(line, body))
    .join('\n');

const joined = (lines: Line[], body: string) =>
  lines.flatMap((line) => line.tokens.map(({ start, end }) => body.slice(start, end))).join('');

describe('layOut', () => {
  it('writes each field on its own line', () => {
    expect(text('{"user":{"name":"Édith","tags":["a","b"],"none":{}},"n":1.10}')).toBe(
      [
        '{',
        '  "user": {',
        '    "name": "Édith",',
        '    "tags": ["a", "b"],',
        '    "none": {}',
        '  },',
        '  "n": 1.10',
        '}',
      ].join('\n'),
    );
  });

  it.each(['9007199254740993', '1e400', '1.10', '-0', '0.1E-7', '12345678901234567890.123456789'])(
    'keeps every digit of the number %s',
    (number) => {
      expect(text(`{"n":${number}}`)).toContain(`"n": ${number}`);
    },
  );

  it('keeps duplicate keys', () => {
    expect(text('{"a":1,"a":2}')).toBe('{\n  "a": 1,\n  "a": 2\n}');
  });

  it('returns the field path of every line', () => {
    const lines = layOut('{"a":{"b.c":[{"d":1},{"d":2}]},"e":[[1],{}]}');
    expect(lines.map(({ path }) => JSON.stringify(path))).toEqual([
      '[]',
      '["a"]',
      '["a","b.c"]',
      '["a","b.c",0]',
      '["a","b.c",0,"d"]',
      '["a","b.c",0]',
      '["a","b.c",1]',
      '["a","b.c",1,"d"]',
      '["a","b.c",1]',
      '["a","b.c"]',
      '["a"]',
      '["e"]',
      '["e",0]',
      '["e",1]',
      '["e"]',
      '[]',
    ]);
  });

  it('adds only white space to random JSON', () => {
    for (let seed = 1; seed <= 500; seed++) {
      const body = randomJson(generator(seed), 0);
      expect(joined(layOut(body), body), `seed ${seed}`).toBe(body);
    }
  });

  it('keeps every character of text that is not JSON', () => {
    for (let seed = 1; seed <= 500; seed++) {
      const random = generator(seed);
      const body = Array.from({ length: 30 }, () => '{}[],:"\\a1'[Math.floor(random() * 10)]).join('');
      expect(joined(layOut(body), body), `seed ${seed}`).toBe(body);
    }
  });

  it('returns all lines of a large body', () => {
    const body = `[${Array.from({ length: 100_000 }, (_, i) => `{"i":${i}}`).join(',')}]`;
    expect(layOut(body)).toHaveLength(300_002);
  });
});

describe('linesAt', () => {
  const lines = layOut('{"user":{"name":{"first":"A","last":"B"}},"tags":["x","y"]}');

  it('returns the lines of an object', () => {
    expect(linesAt(lines, ['user', 'name'])).toEqual({ from: 2, to: 5 });
  });

  it('returns the line that contains an entry of a short list', () => {
    expect(linesAt(lines, ['tags', 1])).toEqual({ from: 7, to: 7 });
  });

  it('returns nothing for a missing field', () => {
    expect(linesAt(lines, ['absent'])).toBeUndefined();
  });
});

/** Park and Miller's random number generator. */
function generator(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

function randomJson(random: () => number, depth: number): string {
  const pick = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T;
  const string = () =>
    JSON.stringify(
      Array.from({ length: Math.floor(random() * 8) }, () =>
        pick(['a', '"', '\\', '{', ',', 'é', '\n', '😀', ' ']),
      ).join(''),
    );
  const many = (make: () => string) => Array.from({ length: Math.floor(random() * 5) }, make).join(',');
  const kind =
    depth > 4
      ? pick(['string', 'number', 'word'])
      : pick(['string', 'number', 'word', 'list', 'object', 'object']);
  if (kind === 'string') return string();
  if (kind === 'number') return pick(['0', '-1.50', '1e400', '9007199254740993', '0.1E-7']);
  if (kind === 'word') return pick(['true', 'false', 'null']);
  if (kind === 'list') return `[${many(() => randomJson(random, depth + 1))}]`;
  return `{${many(() => `${string()}:${randomJson(random, depth + 1)}`)}}`;
}

it.each([
  ['/properties/b/typ', '"typ"', 5],
  ['/properties/b', '"b"', 4],
  ['/properties/b/none/deeper', '"b"', 4],
  ['/anyOf/1/pattern', '"pattern"', 9],
  ['', '', 1],
])('placeOf %s is %s in line %i', (pointer, found, line) => {
  const text = `{
  "properties": {
    "a": { "type": "string" },
    "b": {
      "typ": "string"
    }
  },
  "anyOf": [{ "type": "string" },
    { "pattern": "(" }]
}`;
  const place = placeOf(text, pointer);
  expect([text.slice(place.start, place.end), place.line]).toEqual([found, line]);
});
