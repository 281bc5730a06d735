type TemplateResult = { ok: true; columns: string[] } | { ok: false; message: string };

/** Reads the columns out of a template: `{column}`, `{"odd}name"}`; `{{` and `}}` stand for braces. */
export function parseTemplate(template: string): TemplateResult {
  const columns: string[] = [];
  let position = 0;
  while (position < template.length) {
    const character = template[position];
    if ((character === '{' || character === '}') && template[position + 1] === character) {
      position += 2;
    } else if (character === '{') {
      const reference = readReference(template, position + 1);
      if (reference === undefined)
        return { ok: false, message: 'A { needs a column and a }: {first_name}. A brace itself is {{.' };
      columns.push(reference.column);
      position = reference.end;
    } else if (character === '}') {
      return { ok: false, message: 'This } closes nothing. A brace itself is written }}.' };
    } else {
      position++;
    }
  }
  return { ok: true, columns };
}

/** The reference to a column in a template. */
export function formatReference(column: string): string {
  return /^[^{}"]+$/.test(column) ? `{${column}}` : `{${JSON.stringify(column)}}`;
}

/** The text of a template without references; undefined if it has any or is not valid. */
export function templateText(template: string): string | undefined {
  const parsed = parseTemplate(template);
  if (!parsed.ok || parsed.columns.length > 0) return undefined;
  return template.replace(/([{}])\1/g, '$1');
}

/** The template that makes a text. */
export function textTemplate(text: string): string {
  return text.replace(/[{}]/g, '$&$&');
}

/** The unfinished reference before the caret: the position of its `{` and the text after it, without a quote. */
export function openReference(template: string, caret: number): { start: number; typed: string } | undefined {
  const before = template.slice(0, caret);
  const [braces = '', quote = '', typed = ''] = /\{+("?)([^{}"]*)$/.exec(before) ?? [];
  const opened = braces.length - quote.length - typed.length;
  // Two braces are an escaped brace.
  return opened % 2 === 0 ? undefined : { start: caret - typed.length - quote.length - 1, typed };
}

const QUOTED = /"(?:[^"\\]|\\.)*"(?=\})/y;
const PLAIN = /[^{}"]+(?=\})/y;

function readReference(template: string, start: number): { column: string; end: number } | undefined {
  const pattern = template[start] === '"' ? QUOTED : PLAIN;
  pattern.lastIndex = start;
  const text = pattern.exec(template)?.[0];
  if (text === undefined) return undefined;
  const column = pattern === QUOTED ? readString(text) : text;
  return column === undefined ? undefined : { column, end: start + text.length + 1 };
}

function readString(json: string): string | undefined {
  try {
    return JSON.parse(json) as string;
  } catch {
    return undefined;
  }
}
