import { describe, expect, it } from 'vitest';
import { matchTable, type Table } from '../../testing/match-table';

const RIGHT_MIN = 0.8;
const WRONG_MAX = 0.1;

/** A payload of a receiver, and a table to fill it from. */
interface MatchFixture extends Table {
  receiver: string;
  payload: unknown;
  /** By field path: the column, `column/key/key` for a key inside it, or null if no column matches. */
  truth: Record<string, string | null>;
}

/** The held-out fixtures were added after the first version of the matcher, which has been improved with them since. */
const fixtures = import.meta.glob<MatchFixture>('../../testing/match-fixtures/*.json', {
  eager: true,
  import: 'default',
});

/** Shares of the matchable leaves with a right and a wrong proposal, and the wrong and missing proposals. */
function figures(fixture: MatchFixture) {
  const matchable = Object.values(fixture.truth).filter((truth) => truth !== null).length;
  const misses: string[] = [];
  const wrongs: string[] = [];
  let right = 0;
  for (const { leaf, proposal } of matchTable(fixture.payload, fixture)) {
    const truth = fixture.truth[leaf.to] ?? null;
    const value = proposal?.value;
    const found = value?.kind === 'column' ? value.column + (value.at ?? '') : (value?.template ?? null);
    if (found !== null && found === truth) right++;
    else if (found !== null) wrongs.push(`${leaf.to}: ${found} instead of ${truth ?? 'none'}`);
    else if (truth !== null) misses.push(`${leaf.to}: ${truth}`);
  }
  return { right: right / matchable, wrong: wrongs.length / matchable, wrongs, misses };
}

describe.each(Object.values(fixtures))('matcher with $receiver', (fixture) => {
  it('has an expected result for every leaf', () => {
    const paths = matchTable(fixture.payload, fixture).map(({ leaf }) => leaf.to);
    expect(paths.sort()).toEqual(Object.keys(fixture.truth).sort());
  });

  it(`is right for at least ${RIGHT_MIN * 100} % and wrong for at most ${WRONG_MAX * 100} %`, () => {
    const { right, wrong, misses, wrongs } = figures(fixture);
    expect(right, misses.join('\n')).toBeGreaterThanOrEqual(RIGHT_MIN);
    expect(wrong, wrongs.join('\n')).toBeLessThanOrEqual(WRONG_MAX);
  });
});
