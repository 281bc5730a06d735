import { parsePointer, pathStartsWith, type FieldPath, type Segment } from '@rowhook/contracts';
import { isKey, keyOf, tokens, type Token } from './tokens';

interface LineToken {
  kind: Token['kind'] | 'key';
  start: number;
  end: number;
}

/** One line of the pretty text: its tokens in order, after `indent` levels of white space. */
export interface Line {
  indent: number;
  tokens: LineToken[];
  /** The field path of the value that begins on this line, or that a closing bracket ends. */
  path: FieldPath;
}

/** A list of scalars up to this many characters stays on one line. */
const INLINE_MAX = 56;

interface Open {
  path: FieldPath;
  list: boolean;
  /** Entries begun so far. */
  entries: number;
}

/**
 * Lays a body out over lines. Only white space is added: the lines' tokens, joined, give the body back.
 */
export function layOut(body: string): Line[] {
  const all = [...tokens(body)];
  const lines: Line[] = [];
  const open: Open[] = [];
  let line: Line | undefined;
  let key: Segment | undefined;

  const begin = (path: FieldPath, indent: number) => {
    line = { indent, tokens: [], path };
    lines.push(line);
    return line;
  };
  /** The line of the next value: a new one, unless it has the value's key already. */
  const lineOfValue = (): Line => {
    const around = open.at(-1);
    if (line !== undefined && (key !== undefined || around === undefined)) return line;
    const path = around === undefined ? [] : [...around.path, around.list ? around.entries++ : ''];
    return begin(path, open.length);
  };

  for (let i = 0; i < all.length; i++) {
    const token = all[i];
    if (token === undefined) break;
    const text = token.kind === 'punctuation' ? body[token.start] : '';
    if (text === '{' || text === '[') {
      const target = lineOfValue();
      target.tokens.push(token);
      key = undefined;
      const end = endOfInline(all, i, body, text === '[');
      if (end === undefined) {
        open.push({ path: target.path, list: text === '[', entries: 0 });
        line = undefined;
      } else {
        while (i < end) {
          const inner = all[++i];
          if (inner !== undefined) target.tokens.push(inner);
        }
      }
    } else if (text === '}' || text === ']') {
      const closed = open.pop();
      begin(closed?.path ?? [], open.length).tokens.push(token);
    } else if (text === ',' || text === ':') {
      (line ?? lineOfValue()).tokens.push(token);
      if (text === ',') {
        key = undefined;
        line = open.length === 0 ? line : undefined;
      }
    } else if (token.kind === 'string' && isKey(all[i + 1], body) && open.at(-1)?.list === false) {
      key = keyOf(body.slice(token.start, token.end));
      begin([...(open.at(-1)?.path ?? []), key], open.length).tokens.push({ ...token, kind: 'key' });
    } else {
      lineOfValue().tokens.push(token);
      key = undefined;
    }
  }
  return lines;
}

/** The end of an empty object, an empty list or a short list of scalars, which stay on one line. */
function endOfInline(all: readonly Token[], start: number, body: string, list: boolean): number | undefined {
  const from = all[start]?.start ?? 0;
  for (let i = start + 1; i < all.length; i++) {
    const token = all[i];
    if (token === undefined || token.end - from > INLINE_MAX) return undefined;
    const text = token.kind === 'punctuation' ? body[token.start] : '';
    if (text === '}' || text === ']') return list || i === start + 1 ? i : undefined;
    if (!list || text === '{' || text === '[' || text === ':') return undefined;
  }
  return undefined;
}

/** The lines of the value at `path`, or of its nearest parent with lines of its own. */
export function linesAt(lines: readonly Line[], path: FieldPath): { from: number; to: number } | undefined {
  for (let depth = path.length; depth > 0; depth--) {
    const prefix = path.slice(0, depth);
    const from = lines.findIndex((each) => pathStartsWith(each.path, prefix));
    if (from === -1) continue;
    let to = from;
    while (to + 1 < lines.length && pathStartsWith(lines[to + 1]?.path ?? [], prefix)) to++;
    return { from, to };
  }
  return undefined;
}

interface TextPlace {
  /** From 1. */
  line: number;
  /** Of the key or the value there. */
  start: number;
  end: number;
}

/** The place of a JSON Pointer in a JSON text, or of its nearest parent that begins on its own line. */
export function placeOf(text: string, pointer: string): TextPlace {
  const tokens = parsePointer(pointer) ?? [];
  let place = { start: 0, end: 0 };
  let depth = 0;
  for (const { path, tokens: parts } of layOut(text)) {
    const [first] = parts;
    if (first === undefined || path.length <= depth || path.length > tokens.length) continue;
    if (!path.every((segment, index) => String(segment) === tokens[index])) continue;
    depth = path.length;
    place = { start: first.start, end: first.end };
  }
  return { ...place, line: text.slice(0, place.start).split('\n').length };
}

/** Whether a space is shown after the token: after a colon, and after a comma inside a line. */
export function spaceAfter(line: Line, index: number, body: string): boolean {
  const token = line.tokens[index];
  if (token?.kind !== 'punctuation' || index === line.tokens.length - 1) return false;
  return body[token.start] === ':' || body[token.start] === ',';
}

/** Long values are told apart by their beginning and their length. */
const KEY_CHARACTERS = 300;

/** A key that changes with the text of a line, so that a new text never moves the elements of an old one. */
export function lineKey({ tokens: all }: Line, body: string): string {
  const from = all[0]?.start ?? 0;
  const to = all.at(-1)?.end ?? from;
  return `${to - from} ${body.slice(from, Math.min(to, from + KEY_CHARACTERS))}`;
}
