/** A stretch of JSON text that is never taken apart: `start` to `end`, in UTF-16 units. */
export interface Token {
  kind: 'string' | 'number' | 'literal' | 'punctuation';
  start: number;
  end: number;
}

const WORD = /[^\s"{}[\],:]+/y;
const SPACE = /\s+/y;

/**
 * Cuts JSON text into tokens, left as they are: nothing is parsed, so no number is rounded and no key is lost. Text that
 * is no JSON comes out as tokens all the same; joined, they give the text without the white space between them.
 */
export function* tokens(text: string): Generator<Token> {
  let position = 0;
  while (position < text.length) {
    const character = text[position] ?? '';
    if (character === '"') {
      const end = endOfString(text, position);
      yield { kind: 'string', start: position, end };
      position = end;
    } else if ('{}[],:'.includes(character)) {
      yield { kind: 'punctuation', start: position, end: position + 1 };
      position++;
    } else if (/\s/.test(character)) {
      position = endOf(SPACE, text, position);
    } else {
      const end = endOf(WORD, text, position);
      yield { kind: /[-0-9]/.test(character) ? 'number' : 'literal', start: position, end };
      position = end;
    }
  }
}

/** By hand: a pattern that repeats an alternative takes stack for every character, and a value may be megabytes. */
function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const character = text[i];
    if (character === '"') return i + 1;
    if (character === '\\') i++;
  }
  return text.length;
}

function endOf(pattern: RegExp, text: string, position: number): number {
  pattern.lastIndex = position;
  return pattern.test(text) ? pattern.lastIndex : position + 1;
}

/** Whether a string is a key, by the token after it. */
export function isKey(next: Token | undefined, text: string): boolean {
  return next?.kind === 'punctuation' && text[next.start] === ':';
}

/** Decodes a key. Returns text that is not a JSON string unchanged. */
export function keyOf(token: string): string {
  try {
    return JSON.parse(token) as string;
  } catch {
    return token;
  }
}
