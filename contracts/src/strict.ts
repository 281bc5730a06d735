import { z } from 'zod';
import { nearest } from './nearest.js';

/** An object that refuses unknown keys and names the nearest key it knows. */
export function strict<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code !== 'unrecognized_keys') return undefined;
      return issue.keys
        .map((key) => {
          const known = nearest(key, Object.keys(shape));
          return `Unknown key "${key}".` + (known === undefined ? '' : ` Did you mean "${known}"?`);
        })
        .join(' ');
    },
  });
}
