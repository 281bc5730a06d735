import type { Cast, Field, Mapping, NullPolicy } from '@rowhook/contracts';
import type { Random } from './random.js';

type Json = Extract<Field, { value: unknown }>['value'];

/** A column for random mappings, with every cast that it allows. */
export interface RandomColumn {
  name: string;
  casts: readonly Cast[];
  pointable: boolean;
}

const KEYS = ['a', 'b', 'A', 'user', 'name', '0', 'x y', 'é', 'quote"', ''] as const;
const STRAY = [
  '.',
  '..',
  '[',
  ']',
  '[0',
  '["',
  ' ',
  "'",
  '\\',
  '[01]',
  '[-1]',
  '\u00a0',
  '__proto__',
] as const;
const CONSTANTS: readonly [Json, ...Json[]] = [
  null,
  true,
  0,
  1.5,
  -7,
  '',
  'x "y"\n',
  [],
  {},
  [1, { k: [null] }],
];
const POINTERS = ['', '/a', '/a/b', '/list/1', '/missing', '/odd~1key', '/list/9'] as const;

/** Mostly valid mappings that are small and use few keys, so that conflicts are frequent. */
export function randomMapping(random: Random, columns: readonly [RandomColumn, ...RandomColumn[]]): Mapping {
  return {
    version: 1,
    ...(random.chance(30) ? { onNull: randomPolicy(random) } : {}),
    fields: random.list(random.below(7), () => randomField(random, columns)),
  };
}

function randomField(random: Random, columns: readonly [RandomColumn, ...RandomColumn[]]): Field {
  const to = randomPath(random);
  const onNull = random.chance(50) ? { onNull: randomPolicy(random) } : {};
  const kind = random.below(10);
  if (kind === 0) return { to, value: random.pick(CONSTANTS) };
  if (kind === 1) {
    const parts = random.list(random.below(4), () =>
      random.chance(50) ? `{${random.pick(columns).name}}` : random.pick([' ', '{{', '}}', '"', 'é']),
    );
    return { to, template: parts.join(''), ...onNull };
  }
  const column = random.pick(columns);
  if (column.pointable && random.chance(60)) {
    const as = random.chance(30) ? ({ as: 'string' } as const) : {};
    return { to, column: column.name, at: random.pick(POINTERS), ...as, ...onNull };
  }
  const [first, ...others] = column.casts;
  const as = first !== undefined && random.chance(40) ? { as: random.pick([first, ...others]) } : {};
  return { to, column: column.name, ...as, ...onNull };
}

function randomPolicy(random: Random): NullPolicy {
  return random.pick<NullPolicy>(['keep', 'omit', 'error', { default: random.pick(CONSTANTS) }]);
}

function randomPath(random: Random): string {
  let path = segment(random, true);
  for (let more = random.below(3); more > 0; more--) path += segment(random, false);
  if (!random.chance(4)) return path;
  const at = random.below(path.length + 1);
  return path.slice(0, at) + random.pick(STRAY) + path.slice(at);
}

function segment(random: Random, first: boolean): string {
  if (!first && random.chance(25)) return `[${random.below(3)}]`;
  const key = random.pick(KEYS);
  const bare = /^[a-zA-Zé0-9]+$/.test(key) && !random.chance(10);
  return bare ? (first ? key : `.${key}`) : `[${JSON.stringify(key)}]`;
}
