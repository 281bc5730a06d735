/** A JSON value with the exact digits of numbers and all keys of objects. `text` is its JSON text as written. */
export type ExactJson =
  | { kind: 'object'; text: string; entries: [key: string, value: ExactJson][] }
  | { kind: 'list'; text: string; items: ExactJson[] }
  | { kind: 'string'; text: string; value: string }
  | { kind: 'number' | 'boolean' | 'null'; text: string };

interface JsonMistake {
  /** The mistake and its remedy. */
  message: string;
  /** Counted from 1. */
  line: number;
  column: number;
}

type JsonRead =
  | { ok: true; value: ExactJson; /** Where what follows the value begins. */ end: number }
  | { ok: false; mistake: JsonMistake };

/** Deeper than any field path goes. */
const DEPTH_MAX = 64;

/** The group repeats only for escapes, because each repetition takes stack. */
const STRING = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/y;
const LITERAL = /(?:true|false|null)(?!\w)/y;
const SPACE = /[ \t\r\n]*/y;

class Mistake extends Error {
  readonly position: number;
  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}

/** Reads the first JSON value of a text, strictly (RFC 8259), and says of a mistake what a person can do about it. */
export function readJson(source: string): JsonRead {
  // Editors put a byte order mark in front.
  const text = source.startsWith('\uFEFF') ? ` ${source.slice(1)}` : source;
  try {
    const reader = new Reader(text);
    const value = reader.value(0);
    return { ok: true, value, end: reader.skip() };
  } catch (error) {
    if (!(error instanceof Mistake)) throw error;
    const before = text.slice(0, error.position).split('\n');
    const column = (before.at(-1)?.length ?? 0) + 1;
    return { ok: false, mistake: { message: error.message, line: before.length, column } };
  }
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Passes white space; where the next token begins. */
  skip(): number {
    this.#take(SPACE);
    return this.#at;
  }

  value(depth: number): ExactJson {
    const start = this.skip();
    if (depth > DEPTH_MAX) throw new Mistake(`This nests more than ${DEPTH_MAX} levels deep.`, start);
    const next = this.#text[start];
    if (next === '{') return this.#object(start, depth);
    if (next === '[') return this.#list(start, depth);
    if (next === '"') return this.#string(start);
    const number = this.#take(NUMBER);
    if (number !== undefined) return { kind: 'number', text: number };
    const literal = this.#take(LITERAL);
    if (literal !== undefined) return { kind: literal === 'null' ? 'null' : 'boolean', text: literal };
    throw new Mistake(this.#advice('a value'), start);
  }

  #object(start: number, depth: number): ExactJson {
    const entries: [string, ExactJson][] = [];
    this.#at++;
    for (let first = true; ; first = false) {
      const at = this.skip();
      if (this.#text[at] === '}' && first) break;
      if (this.#text[at] !== '"') throw new Mistake(this.#advice('a key in double quotes'), at);
      const key = this.#string(at).value;
      const colon = this.skip();
      if (this.#text[colon] !== ':') throw new Mistake(this.#advice('a colon after the key'), colon);
      this.#at++;
      entries.push([key, this.value(depth + 1)]);
      if (!this.#goesOn('}')) break;
    }
    this.#at++;
    return { kind: 'object', text: this.#text.slice(start, this.#at), entries };
  }

  #list(start: number, depth: number): ExactJson {
    const items: ExactJson[] = [];
    this.#at++;
    while (this.#text[this.skip()] !== ']' || items.length > 0) {
      items.push(this.value(depth + 1));
      if (!this.#goesOn(']')) break;
    }
    this.#at++;
    return { kind: 'list', text: this.#text.slice(start, this.#at), items };
  }

  /** Passes a comma; false at the closing bracket. */
  #goesOn(closing: string): boolean {
    const at = this.skip();
    if (this.#text[at] === closing) return false;
    if (this.#text[at] !== ',') throw new Mistake(this.#advice(`a comma or ${closing}`), at);
    this.#at++;
    return true;
  }

  #string(start: number): { kind: 'string'; text: string; value: string } {
    const text = this.#take(STRING);
    if (text !== undefined) return { kind: 'string', text, value: JSON.parse(text) as string };
    const rest = this.#text.slice(start);
    const message = /^"[^"\n]*\n/.test(rest)
      ? 'This text does not end on its line. Close it with a double quote; a line break inside is written \\n.'
      : 'This text has no end, or a backslash in it that JSON does not know. A backslash itself is written \\\\.';
    throw new Mistake(message, start);
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text)?.[0];
    if (match !== undefined) this.#at += match.length;
    return match;
  }

  /** Returns advice about the unexpected text. */
  #advice(expected: string): string {
    const rest = this.#text.slice(this.#at);
    if (rest === '') return `The text ends here, where ${expected} belongs. Was all of it copied?`;
    if (/^[}\]]/.test(rest) && /,\s*$/.test(this.#text.slice(0, this.#at)))
      return 'There is a comma with nothing after it. Take the comma away.';
    if (/^(?:\.\.\.|…)/.test(rest))
      return 'Something is left out here. Take the dots away, and the comma before them.';
    if (/^(?:\/\/|\/\*|#)/.test(rest)) return 'JSON has no comments. Take this one away.';
    if (/^['‘’“”„`]/.test(rest)) return 'JSON has straight double quotes (") only. Write those here.';
    if (/^(?:\{\{|\$\{|<)/.test(rest) || (rest.startsWith('{') && this.#text[this.#at - 1] === '{'))
      return 'A placeholder stands here. Put an example value in its place.';
    if (/^(?:None|True|False|undefined|NaN|Infinity)\b/.test(rest))
      return 'This word is not JSON. Write null, true, false or a value in its place.';
    if (/^(?:curl|POST|PUT|PATCH|HTTP)\b/.test(rest)) return 'Paste the JSON of the body only, from { to }.';
    return `Enter ${expected}.`;
  }
}

/** The value of a key; of a repeated key the last, as receivers read it. */
export function member(node: ExactJson | undefined, key: string): ExactJson | undefined {
  return node?.kind === 'object' ? node.entries.findLast(([name]) => name === key)?.[1] : undefined;
}

/** The items of a list that is the value of a key; none if it is no list. */
export function itemsOf(node: ExactJson, key: string): readonly ExactJson[] {
  const list = member(node, key);
  return list?.kind === 'list' ? list.items : [];
}
