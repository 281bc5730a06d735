import type { Random } from './random.js';

/** A schema that some payloads of randomMapping violate. */
export function randomSchema(random: Random, depth: number): object {
  const inner = () => randomSchema(random, depth - 1);
  const keys = () =>
    random.list(random.below(3), () => random.pick(['a', 'b', 'A', 'user', 'name', '0', 'x y', 'é']));
  const kinds: [() => object, ...(() => object)[]] = [
    () => ({ type: random.pick(['string', 'number', 'integer', 'object', 'array', 'null', 'boolean']) }),
    () => ({ type: ['object', random.pick(['string', 'null'])] }),
    () => ({ maxLength: random.below(5) }),
    () => ({ maximum: random.below(10) }),
    () => ({ enum: [random.below(3), 'x', null, {}] }),
    () => ({ required: [...new Set(keys())] }),
    () => ({ minProperties: random.below(3) }),
  ];
  if (depth === 0) return random.pick(kinds)();
  return {
    properties: Object.fromEntries(keys().map((key) => [key, inner()])),
    ...(random.chance(30) ? { additionalProperties: random.chance(50) ? false : inner() } : {}),
    ...(random.chance(20) ? { anyOf: [inner(), inner()] } : {}),
    ...(random.chance(20) ? { items: inner() } : {}),
    ...(random.chance(30) ? random.pick(kinds)() : {}),
  };
}
