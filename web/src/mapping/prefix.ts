import { parseFieldPath, type FieldPath } from '@rowhook/contracts';

export type PrefixResult =
  { ok: true; prepend: (path: FieldPath) => FieldPath } | { ok: false; message: string };

/**
 * What a typed prefix does to a path: `user.` puts it inside of an object, `list[0].` into a list's entry, and `crm_` goes
 * before the first key.
 */
export function readPrefix(text: string): PrefixResult {
  const parents = text.endsWith('.') ? text.slice(0, -1) : text;
  const parsed = parseFieldPath(parents);
  if (!parsed.ok) return { ok: false, message: parsed.error.message };
  const { path } = parsed;
  const last = path.at(-1);
  if (parents !== text || typeof last === 'number' || text.endsWith(']')) {
    return { ok: true, prepend: (rest) => [...path, ...rest] };
  }
  const around = path.slice(0, -1);
  return { ok: true, prepend: ([first, ...rest]) => [...around, `${last ?? ''}${first ?? ''}`, ...rest] };
}
