import type { Bulk } from './bulk';

interface About<Kind extends Bulk['kind']> {
  title: string;
  /** What it is about to do when its dialog opens. */
  beginning: Bulk & { kind: Kind };
  /** What it changes, counted in its words. */
  thing: 'path' | 'field';
  /** Why it would change nothing. */
  unchanged: string;
}

/** What each action is called and says of itself. */
export const about: { [Kind in Bulk['kind']]: About<Kind> } = {
  camelCase: {
    title: 'snake_case to camelCase',
    beginning: { kind: 'camelCase' },
    thing: 'path',
    unchanged: 'No key among these fields has an underscore between words.',
  },
  prefix: {
    title: 'Prefix',
    beginning: { kind: 'prefix', prefix: 'user.' },
    thing: 'path',
    unchanged: 'No prefix can be added to these paths.',
  },
  nest: {
    title: 'Nest by common prefix',
    beginning: { kind: 'nest' },
    thing: 'path',
    unchanged: 'No two keys in one object begin with the same word.',
  },
  nulls: {
    title: 'If NULL',
    beginning: { kind: 'nulls', policy: 'omit' },
    thing: 'field',
    unchanged: 'All of these fields do that already, or are fixed values.',
  },
  sending: {
    title: 'Send as',
    beginning: { kind: 'sending', as: 'string' },
    thing: 'field',
    unchanged: 'All of these fields are sent so already, or cannot be.',
  },
  remove: {
    title: 'Remove',
    beginning: { kind: 'remove' },
    thing: 'field',
    unchanged: 'There is nothing to remove.',
  },
};
