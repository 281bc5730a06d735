import { formatPointer } from '@rowhook/contracts';
import { isKey, keyOf, tokens } from './tokens';

/** A path that occurs in sampled JSON values. */
interface SeenKey {
  /** JSON Pointer (RFC 6901). */
  pointer: string;
  /** The number of values that have it. */
  rows: number;
  /** The JSON text of the first value there that is not null, cut at EXAMPLE_MAX characters. Of a repeated key, the last value. */
  example: string;
}

/** Lists of many entries say nothing new after the first few. */
const ENTRIES_MAX = 10;
/** Further paths are ignored. */
const KEYS_MAX = 2000;
const EXAMPLE_MAX = 80;

interface Node {
  children: Map<string | number, Node>;
  rows: number;
  lastRow: number;
  example: string;
  exampleRow: number;
}

interface Open {
  /** Undefined: nothing in here is taken up. */
  node: Node | undefined;
  list: boolean;
  start: number;
  /** The key or index of the value to come. */
  next: string | number;
}

/**
 * The keys and list entries inside JSON values, each parent before its children, otherwise in the order in which they are
 * first seen. Read from the text token by token: no number is parsed. Duplicate keys of one object are one place.
 */
export function seenKeys(values: readonly string[]): SeenKey[] {
  const root = newNode();
  let count = 0;
  values.forEach((text, row) => {
    const open: Open[] = [];
    const childOf = (around: Open | undefined): Node | undefined => {
      if (around === undefined) return root;
      const { node, next } = around;
      if (node === undefined || (typeof next === 'number' && next >= ENTRIES_MAX)) return undefined;
      const known = node.children.get(next);
      if (known !== undefined || count >= KEYS_MAX) return known;
      const fresh = newNode();
      node.children.set(next, fresh);
      count++;
      return fresh;
    };
    const see = (node: Node | undefined, start: number, end: number) => {
      if (node === undefined) return;
      if (node.lastRow !== row) node.rows++;
      node.lastRow = row;
      if (node.exampleRow !== row && node.example !== '' && node.example !== 'null') return;
      node.example = cut(text, start, end);
      node.exampleRow = row;
    };
    const all = [...tokens(text)];
    all.forEach(({ kind, start, end }, index) => {
      const around = open.at(-1);
      const mark = kind === 'punctuation' ? text[start] : undefined;
      if (mark === '{' || mark === '[') {
        open.push({ node: childOf(around), list: mark === '[', start, next: 0 });
      } else if (mark === '}' || mark === ']') {
        const closed = open.pop();
        if (closed !== undefined) see(closed.node, closed.start, end);
      } else if (mark === ',') {
        if (around?.list === true && typeof around.next === 'number') around.next++;
      } else if (kind === 'string' && around !== undefined && isKey(all[index + 1], text)) {
        around.next = keyOf(text.slice(start, end));
      } else if (mark !== ':') {
        see(childOf(around), start, end);
      }
    });
  });
  return flatten(root);
}

function newNode(): Node {
  return { children: new Map(), rows: 0, lastRow: -1, example: '', exampleRow: -1 };
}

/** Without recursion: values nest as deep as they like. */
function flatten(root: Node): SeenKey[] {
  const found: SeenKey[] = [];
  const waiting: { node: Node; pointer: string }[] = [{ node: root, pointer: '' }];
  for (let each = waiting.pop(); each !== undefined; each = waiting.pop()) {
    const { node, pointer } = each;
    if (node !== root) found.push({ pointer, rows: node.rows, example: node.example });
    const children = [...node.children].map(([segment, child]) => ({
      node: child,
      pointer: pointer + formatPointer([segment]),
    }));
    waiting.push(...children.reverse());
  }
  return found;
}

function cut(text: string, start: number, end: number): string {
  return end - start > EXAMPLE_MAX ? `${text.slice(start, start + EXAMPLE_MAX)}…` : text.slice(start, end);
}
