/** A part of a text: `rtl` is right-to-left writing, `hidden` is one invisible character. */
interface ExactPart {
  kind: 'plain' | 'rtl' | 'hidden';
  text: string;
}

/**
 * Right-to-left writing; invisible characters, which are controls, line separators and characters without width, except the joiners of
 * emoji; and the quotes and backslashes at which a part of JSON text ends.
 */
const NOTABLE =
  /([\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|[\ud802\ud803\ud83a\ud83b][\udc00-\udfff])|([\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff])|["\\]/g;

/**
 * Cuts JSON text so that its order stays that of its bytes once every part but the plain ones is isolated: right-to-left
 * words stay whole within a string, and neither quotes nor escapes go with them. Joined, the parts give the text.
 */
export function exactParts(text: string): ExactPart[] {
  const parts: ExactPart[] = [];
  let done = 0;
  let run: { start: number; end: number } | undefined;
  const add = (kind: ExactPart['kind'], start: number, end: number) => {
    if (start > done) parts.push({ kind: 'plain', text: text.slice(done, start) });
    parts.push({ kind, text: text.slice(start, end) });
    done = end;
  };
  const endRun = () => {
    if (run !== undefined) add('rtl', run.start, run.end);
    run = undefined;
  };
  for (const { 0: found, 1: rtl, 2: hidden, index } of text.matchAll(NOTABLE)) {
    const end = index + found.length;
    if (rtl !== undefined) run = { start: run?.start ?? index, end };
    else endRun();
    if (hidden !== undefined) add('hidden', index, end);
  }
  endRun();
  if (done < text.length) parts.push({ kind: 'plain', text: text.slice(done) });
  return parts;
}

/** White space that one cannot see where it stands, controls, and marks without a glyph; the joiners of emoji have one. */
const HIDDEN = /^\s|\s$|\s\s|[^\S ]|\p{Cc}|(?![\u200c\u200d])[\p{Cf}\p{Zl}\p{Zp}]/u;
const WITHOUT_GLYPH = /(?![ \u200c\u200d])[\p{Cf}\p{Zl}\p{Zp}\p{Zs}]/gu;

/** A name from the database with everything in it visible: in quotes and with escapes if some of it would not be. */
export function visibleName(name: string): string {
  return name !== '' && !HIDDEN.test(name) ? name : visibleText(JSON.stringify(name));
}

/** A text whose invisible characters, marks that change the direction among them, are written as escapes. */
export function visibleText(text: string): string {
  return text.replace(
    WITHOUT_GLYPH,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
