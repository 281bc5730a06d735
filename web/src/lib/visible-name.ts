/** White space that one cannot see where it stands, controls, and marks without a glyph; the joiners of emoji have one. */
const HIDDEN = /^\s|\s$|\s\s|[^\S ]|\p{Cc}|(?![\u200c\u200d])[\p{Cf}\p{Zl}\p{Zp}]/u;
const WITHOUT_GLYPH = /(?![ \u200c\u200d])[\p{Cf}\p{Zl}\p{Zp}\p{Zs}]/gu;

/** A name from the database as one can see it: in quotes and with escapes where something in it would not show. */
export function visibleName(name: string): string {
  if (name !== '' && !HIDDEN.test(name)) return name;
  return JSON.stringify(name).replace(
    WITHOUT_GLYPH,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
