import { parseTree, visit, type JSONPath } from 'jsonc-parser';

/** Cuts members out of the text of a JSON object. The text of the others stays as it is. */
export function cutMembers(
  json: string,
  names: readonly string[],
): { rest: string; members: Map<string, string> } {
  const rest: string[] = [];
  const members = new Map<string, string>();
  for (const { offset, length, children } of parseTree(json)?.children ?? []) {
    const [name, value] = children ?? [];
    if (name === undefined || value === undefined) continue;
    const key = String(name.value);
    // Of equal names the last one counts, as for JSON.parse.
    if (names.includes(key)) members.set(key, json.slice(value.offset, value.offset + value.length));
    else rest.push(json.slice(offset, offset + length));
  }
  return { rest: `{${rest.join(',')}}`, members };
}

/** The text of the value at a path; undefined where there is none. Builds no tree, because a payload may be large. */
export function valueText(json: string, path: JSONPath): string | undefined {
  const wanted = JSON.stringify(path);
  const isAt = (suppliedPath: () => JSONPath) =>
    depth === path.length && JSON.stringify(suppliedPath()) === wanted;
  let depth = 0;
  let start: number | undefined;
  let text: string | undefined;
  const begin = (offset: number, suppliedPath: () => JSONPath) => {
    if (isAt(suppliedPath)) start = offset;
    depth++;
  };
  const end = (offset: number, length: number) => {
    depth--;
    if (depth !== path.length || start === undefined) return;
    text = json.slice(start, offset + length);
    start = undefined;
  };
  visit(json, {
    onObjectBegin: (offset, _length, _line, _character, suppliedPath) => begin(offset, suppliedPath),
    onArrayBegin: (offset, _length, _line, _character, suppliedPath) => begin(offset, suppliedPath),
    onObjectEnd: end,
    onArrayEnd: end,
    onLiteralValue: (_value, offset, length, _line, _character, suppliedPath) => {
      if (isAt(suppliedPath)) text = json.slice(offset, offset + length);
    },
  });
  return text;
}
