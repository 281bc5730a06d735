import { describe, expect, it } from 'vitest';
import { formatReference, openReference, parseTemplate } from './template';

describe('template', () => {
  it.each<[string, string[] | undefined]>([
    ['{first_name} {last_name}', ['first_name', 'last_name']],
    ['{{not}} {a}', ['a']],
    ['{"odd}name"}', ['odd}name']],
    ['{a', undefined],
    ['a}', undefined],
    ['{}', undefined],
  ])('%s references %j', (template, columns) => {
    const parsed = parseTemplate(template);
    expect(parsed.ok ? parsed.columns : undefined).toEqual(columns);
  });

  it('can reference any column name', () => {
    for (const name of ['plain', 'odd}name', 'quo"te', '{', 'two words']) {
      expect(parseTemplate(formatReference(name))).toEqual({ ok: true, columns: [name] });
    }
  });

  it('detects the reference at the caret', () => {
    expect(openReference('Hi {fi', 6)).toEqual({ start: 3, typed: 'fi' });
    expect(openReference('{a} b', 5)).toBeUndefined();
    expect(openReference('{{fi', 4)).toBeUndefined();
    expect(openReference('{{{fi} b', 5)).toEqual({ start: 2, typed: 'fi' });
    expect(openReference('{"two wo', 8)).toEqual({ start: 0, typed: 'two wo' });
    expect(openReference('{"a"}', 5)).toBeUndefined();
  });
});
