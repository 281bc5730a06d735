import { expect, it } from 'vitest';
import { problemKinds } from './index.js';

it('only a problem that may pass says to try again', () => {
  const advising = Object.values(problemKinds).filter(({ when }) => /try again/i.test(when));
  expect(advising).not.toEqual([]);
  expect(advising.filter(({ retryable }) => !retryable)).toEqual([]);
});
