import { describe, expect, it } from 'vitest';
import type { Draft } from './model';
import { freePath } from './paths';

const draftOf = (...paths: string[]): Draft => ({
  fields: paths.map((to, id) => ({ id, to, value: { kind: 'column', column: `c${id}` } })),
});

describe('freePath', () => {
  it.each<[string, string[], string]>([
    ['email', ['name'], 'email'],
    ['email', ['email', 'email_2'], 'email_3'],
    ['__proto__', ['proto'], 'proto_2'],
    ['email', ['email.work'], 'email_2'],
    ['email', ['email[0]', 'email_2.a'], 'email_3'],
    ['email', ['["email"]'], 'email_2'],
    ['email', ['email.'], 'email'],
    ['e mail', ['["e mail"].work'], '["e mail_2"]'],
  ])('of %s beside %j is %s', (name, taken, path) => {
    expect(freePath(name, draftOf(...taken))).toBe(path);
  });
});
