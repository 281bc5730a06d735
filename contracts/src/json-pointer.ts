/** Explains JSON Pointer (RFC 6901) to a person who types one. */
export const POINTER_RULE =
  'A JSON Pointer begins with a slash, as in /address/city; ~ is written ~0 and / is written ~1.';

/** Returns the unescaped reference tokens of a JSON Pointer; undefined for an invalid one. The empty text points to the whole value. */
export function parsePointer(text: string): string[] | undefined {
  if (text === '') return [];
  if (!text.startsWith('/') || /~(?![01])/.test(text)) return undefined;
  return text
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Returns the pointer for these keys and indexes. */
export function formatPointer(path: readonly (string | number)[]): string {
  return path.map((token) => `/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
