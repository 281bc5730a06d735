import { describe, expect, it } from 'vitest';
import { beginning, formatBytes, formatEstimate, formatEstimatedRows, formatMs } from './format';

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 KB'],
    [1849, '1.8 KB'],
    [9_949, '9.9 KB'],
    [9_951, '10 KB'],
    [999_499, '999 KB'],
    [999_500, '1.0 MB'],
    [999_600, '1.0 MB'],
    [12_000_000, '12 MB'],
    [999_600_000, '1.0 GB'],
    [1_500_000_000_000, '1,500 GB'],
  ])('%d is %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe('formatEstimate', () => {
  it.each([
    [0, '≈ 0'],
    [999, '≈ 999'],
    [1000, '≈ 1 k'],
    [9_951, '≈ 10 k'],
    [999_499, '≈ 999 k'],
    [999_500, '≈ 1 M'],
    [1_200_000, '≈ 1.2 M'],
  ])('%d is %s', (rows, text) => {
    expect(formatEstimate(rows)).toBe(text);
  });
});

describe('formatEstimatedRows', () => {
  it.each([
    [0, '≈ 0 rows'],
    [1, '≈ 1 row'],
    [999, '≈ 999 rows'],
    [1000, '≈ 1 k rows'],
    [1_200_000, '≈ 1.2 M rows'],
  ])('%d is %s', (rows, text) => {
    expect(formatEstimatedRows(rows)).toBe(text);
  });
});

describe('formatMs', () => {
  it.each([
    [0.04, '< 0.1 ms'],
    [0.4, '0.4 ms'],
    [9.96, '10 ms'],
    [38.2, '38 ms'],
    [999.4, '999 ms'],
    [999.6, '1.0 s'],
    [1234, '1.2 s'],
  ])('%d ms is %s', (ms, text) => {
    expect(formatMs(ms)).toBe(text);
  });
});

describe('beginning', () => {
  it.each([
    ['abc', 5, 'abc'],
    ['abc', 2, 'ab'],
    ['a😀b', 2, 'a'],
    ['a😀b', 3, 'a😀'],
    ['', 3, ''],
  ])('of %j with at most %i characters is %j', (text, max, wanted) => {
    expect(beginning(text, max)).toBe(wanted);
  });
});
