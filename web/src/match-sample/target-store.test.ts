// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest';
import { forgetTargets, targetOf } from './target-store';

const relation = { schema: 'public', name: 'customers' };
const KEY = 'rowhook.target ["public","customers"]';

afterEach(forgetTargets);

describe('a stored target', () => {
  it('is read again after a reload', () => {
    sessionStorage.setItem(KEY, '[[["a","b c",0],"string"]]');
    expect(targetOf(relation).get()).toEqual([{ path: ['a', 'b c', 0], type: 'string' }]);
  });

  it.each([
    '',
    '{',
    'null',
    '[]',
    '{}',
    '[[["a"],"text"]]',
    '[[[],"string"]]',
    '[[[null],"string"]]',
    '[["a","string"]]',
  ])('is none when it is damaged: %s', (text) => {
    sessionStorage.setItem(KEY, text);
    expect(targetOf(relation).get()).toBeUndefined();
  });

  it('goes with the target, and with the database', () => {
    targetOf(relation).set([{ path: ['a'], type: 'null' }]);
    expect(sessionStorage.getItem(KEY)).toBe('[[["a"],"null"]]');
    targetOf(relation).set(undefined);
    expect(sessionStorage.getItem(KEY)).toBeNull();
    targetOf(relation).set([{ path: ['a'], type: 'null' }]);
    forgetTargets();
    expect(sessionStorage.getItem(KEY)).toBeNull();
    expect(targetOf(relation).get()).toBeUndefined();
  });
});
