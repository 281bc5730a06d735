import { describe, expect, it } from 'vitest';
import { matchTable, type Table } from '../../testing/match-table';

const RIGHT_MIN = 0.8;
const WRONG_MAX = 0.1;

/** A payload of a receiver, and a table to fill it from. */
interface MatchFixture extends Table {
  receiver: string;
  payload: unknown;
  /** By field path: the column, `column/key/key` for a key inside of it, or null where nothing fits. */
  truth: Record<string, string | null>;
}

/** Those called held-out were written after the matcher and first tried as it was; it has learnt from them since. */
const fixtures = import.meta.glob<MatchFixture>('../../testing/match-fixtures/*.json', {
  eager: true,
  import: 'default',
});

/** How often the matcher is right, as shares of the leaves that something belongs to. */
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

describe.each(Object.values(fixtures))('matching $receiver', (fixture) => {
  it('knows the truth of every leaf', () => {
    const paths = matchTable(fixture.payload, fixture).map(({ leaf }) => leaf.to);
    expect(paths.sort()).toEqual(Object.keys(fixture.truth).sort());
  });

  it(`is right on ${RIGHT_MIN * 100} % at least and wrong on ${WRONG_MAX * 100} % at most`, () => {
    const { right, wrong, misses, wrongs } = figures(fixture);
    expect(right, misses.join('\n')).toBeGreaterThanOrEqual(RIGHT_MIN);
    expect(wrong, wrongs.join('\n')).toBeLessThanOrEqual(WRONG_MAX);
  });
});
