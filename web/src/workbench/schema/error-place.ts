import { parsePointer } from '@rowhook/contracts';
import { layOut } from '../payload/line-layout';

export interface TextPlace {
  /** From 1. */
  line: number;
  /** Of the key or the value there. */
  start: number;
  end: number;
}

/** Where a JSON Pointer leads in a JSON text, or its nearest parent that begins on a line of its own. */
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
