/** Part of a text by how it is drawn: `rtl` is a stretch of right-to-left writing, `control` one mark that changes the order. */
export interface BidiPart {
  kind: 'plain' | 'rtl' | 'control';
  text: string;
}

/** Right-to-left writing, the marks of Unicode's bidirectional algorithm, and what a stretch of JSON text never reaches over. */
const NOTABLE =
  /([\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|[\ud802\ud803\ud83a\ud83b][\udc00-\udfff])|([\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069])|["\\]/g;

/**
 * Cuts JSON text so that its order stays that of its bytes once every part but the plain ones is isolated: right-to-left
 * words stay whole within a string, and neither quotes nor escapes go with them. Joined, the parts give the text.
 */
export function bidiParts(text: string): BidiPart[] {
  const parts: BidiPart[] = [];
  let done = 0;
  let run: { start: number; end: number } | undefined;
  const add = (kind: BidiPart['kind'], start: number, end: number) => {
    if (start > done) parts.push({ kind: 'plain', text: text.slice(done, start) });
    parts.push({ kind, text: text.slice(start, end) });
    done = end;
  };
  const endRun = () => {
    if (run !== undefined) add('rtl', run.start, run.end);
    run = undefined;
  };
  for (const { 0: found, 1: rtl, 2: control, index } of text.matchAll(NOTABLE)) {
    const end = index + found.length;
    if (rtl !== undefined) run = { start: run?.start ?? index, end };
    else endRun();
    if (control !== undefined) add('control', index, end);
  }
  endRun();
  if (done < text.length) parts.push({ kind: 'plain', text: text.slice(done) });
  return parts;
}
