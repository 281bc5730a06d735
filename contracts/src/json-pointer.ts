/** What a JSON Pointer (RFC 6901) has to be, in words for whoever types one. */
export const POINTER_RULE =
  'A JSON Pointer begins with a slash, as in /address/city; ~ is written ~0 and / is written ~1.';

/** The reference tokens of a JSON Pointer, unescaped; undefined when the text is none. The empty text is the whole value. */
export function parsePointer(text: string): string[] | undefined {
  if (text === '') return [];
  if (!text.startsWith('/') || /~(?![01])/.test(text)) return undefined;
  return text
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The pointer to what stands at these keys and indexes. */
export function formatPointer(path: readonly (string | number)[]): string {
  return path.map((token) => `/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
