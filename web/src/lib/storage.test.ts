// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tabStorage, watchOtherTabs } from './storage';

beforeEach(() => sessionStorage.clear());
afterEach(() => vi.restoreAllMocks());

describe('tabStorage', () => {
  it('stores and removes text', () => {
    tabStorage.keep('a', '[1]');
    expect(tabStorage.read('a')).toBe('[1]');
    expect(tabStorage.readJson('a')).toEqual([1]);
    tabStorage.keep('a', undefined);
    expect(tabStorage.read('a')).toBeUndefined();
    expect(tabStorage.readJson('a')).toBeUndefined();
  });

  it('lists keys by prefix', () => {
    for (const key of ['x 1', 'x 2', 'y x']) tabStorage.keep(key, '1');
    expect(tabStorage.keys('x ').sort()).toEqual(['x 1', 'x 2']);
  });

  it('ignores invalid JSON', () => {
    tabStorage.keep('a', '{');
    expect(tabStorage.readJson('a')).toBeUndefined();
  });

  it('stores and returns nothing if storage throws', () => {
    tabStorage.keep('a', '1');
    vi.spyOn(globalThis, 'sessionStorage', 'get').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    expect(() => tabStorage.keep('b', '2')).not.toThrow();
    expect(tabStorage.keys('')).toEqual([]);
    expect(tabStorage.read('a')).toBeUndefined();
    vi.restoreAllMocks();
    expect(Object.keys(sessionStorage)).toEqual(['a']);
  });
});

describe('watchOtherTabs', () => {
  it('reports each changed key once when the tab becomes visible', () => {
    const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    const onChange = vi.fn();
    watchOtherTabs(onChange);
    // The browser names no key when a tab clears all of them.
    for (const key of ['a', null, 'b', 'a']) window.dispatchEvent(new StorageEvent('storage', { key }));
    expect(onChange).not.toHaveBeenCalled();
    visibility.mockReturnValue('visible');
    document.dispatchEvent(new Event('visibilitychange'));
    document.dispatchEvent(new Event('visibilitychange'));
    expect(onChange.mock.calls).toEqual([['a'], ['b']]);
  });
});
