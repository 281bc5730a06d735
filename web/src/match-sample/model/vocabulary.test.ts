import { describe, expect, it } from 'vitest';
import { GENERIC_WORDS, NEAR_NAMES, SAME_NAMES, STOP_WORDS } from './words';
import table from './vocabulary.txt?raw';

const repeated = (words: readonly string[]) => words.filter((word, index) => words.indexOf(word) !== index);

describe('vocabulary', () => {
  it('has each word once', () => {
    const section = table.split('\n[words]\n')[1]?.split('\n\n')[0] ?? '';
    const words = section.split('\n').flatMap((line) => line.replace(/^.*: /, '').split(' '));
    expect(words.length).toBeGreaterThan(1000);
    expect(repeated(words)).toEqual([]);
  });

  it('has each name once in a group', () => {
    for (const group of [...SAME_NAMES, ...NEAR_NAMES])
      expect(repeated(group.map((name) => name.join(' ')))).toEqual([]);
  });

  it('is in lower case and without accents', () => {
    const rows = table.replace(/^#.*$/gm, '');
    expect(rows.match(/.*[^\n a-z\d:,[\]].*/g)).toBeNull();
  });

  it('has all sections', () => {
    expect([...GENERIC_WORDS]).toContain('status');
    expect([...STOP_WORDS]).toContain('of');
  });
});
