/** Returns the size of a text in UTF-8 bytes. A lone surrogate counts as U+FFFD, its replacement. */
export function utf8Length(text: string): number {
  // One byte for each code unit; the loop adds the others.
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    // Most texts are ASCII, and this runs for each path while one is typed.
    if (text.charCodeAt(i) < 0x80) continue;
    const codePoint = text.codePointAt(i) ?? 0;
    bytes += codePoint < 0x800 ? 1 : 2;
    if (codePoint >= 0x10000) i++;
  }
  return bytes;
}
