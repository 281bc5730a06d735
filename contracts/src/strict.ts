import { z } from 'zod';
import { nearest } from './nearest.js';

/** Maximum number of unknown keys that are reported, because each is compared with every known key. */
const KEYS_LIMIT = 10;

/** An object schema that refuses unknown keys and suggests the nearest known key. */
export function strict<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code !== 'unrecognized_keys') return undefined;
      const more = issue.keys.length - KEYS_LIMIT;
      return issue.keys
        .slice(0, KEYS_LIMIT)
        .map((key) => {
          const known = nearest(key, Object.keys(shape));
          return `Unknown key "${key}".` + (known === undefined ? '' : ` Did you mean "${known}"?`);
        })
        .concat(more > 0 ? `There are ${more} more.` : [])
        .join(' ');
    },
  });
}
