import type { FieldPath } from '@rowhook/contracts';

/** Every key of a path with its words joined: `billing_zip` becomes `billingZip`. Underscores around a key stay. */
export function camelCasePath(path: FieldPath): FieldPath {
  return path.map((segment) => (typeof segment === 'number' ? segment : camelCase(segment)));
}

function camelCase(key: string): string {
  const [, before = '', name = '', after = ''] = /^(_*)(.*?)(_*)$/su.exec(key) ?? [];
  if (!name.includes('_')) return key;
  const [first = '', ...others] = (name === name.toUpperCase() ? name.toLowerCase() : name).split(/_+/u);
  return before + first + others.map(capitalize).join('') + after;
}

function capitalize(word: string): string {
  const [first = ''] = word;
  return first.toUpperCase() + word.slice(first.length);
}
