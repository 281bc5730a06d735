import { describe, expect, it } from 'vitest';
import { matchTable } from '../../testing/match-table';
import {
  SETS,
  receiversOf,
  tableOf,
  type Expected,
  type ReceiverFixture,
} from '../../testing/receivers/load';
import { readExample } from './example-text';
import type { ProposedValue } from './match';

/**
 * Minimum shares of the matchable leaves: ticked and right, and right in total. Then the maximum share of the ticked proposals
 * that may be wrong.
 */
const BOUNDS: Record<string, [ticked: number, proposed: number, wrong: number]> = {
  'set-1': [0.7, 0.9, 0.01],
  'set-2': [0.75, 0.9, 0.01],
  'set-3': [0.6, 0.9, 0.01],
  'set-4': [0.5, 0.9, 0.01],
  'set-5': [0.45, 0.9, 0.01],
  'set-6': [0.55, 0.8, 0.01],
  'set-7': [0.45, 0.8, 0.01],
  'set-8': [0.55, 0.8, 0.02],
  'set-9': [0.7, 0.9, 0],
};

/** Numbers of leaves. */
interface Figures {
  matchable: number;
  ticked: number;
  right: number;
  /** Right proposals that are not ticked. */
  'right, unsure': number;
  'ticked wrongly': number;
}

interface Result {
  receiver: string;
  figures: Figures;
  /** Wrong proposals that are ticked. */
  wrong: string[];
}

function resultOf({ receiver, table, payload, expected }: ReceiverFixture): Result {
  const matchable = Object.keys(expected).length;
  const figures: Figures = { matchable, ticked: 0, right: 0, 'right, unsure': 0, 'ticked wrongly': 0 };
  const wrong: string[] = [];
  for (const { leaf, proposal } of matchTable(payload, tableOf(table))) {
    if (proposal === undefined) continue;
    const wanted = expected[Array.isArray(payload) ? `[0].${leaf.to}` : leaf.to];
    const right = isExpected(wanted, proposal.value);
    if (proposal.sure) figures.ticked++;
    if (right) figures[proposal.sure ? 'right' : 'right, unsure']++;
    else if (proposal.sure) {
      figures['ticked wrongly']++;
      wrong.push(`${receiver}, ${leaf.to}: ${JSON.stringify(proposal.value)}`);
    }
  }
  return { receiver, figures, wrong };
}

function isExpected(wanted: Expected | undefined, found: ProposedValue): boolean {
  return [wanted ?? []]
    .flat()
    .some((each) =>
      found.kind === 'column'
        ? each === found.column
        : typeof each === 'object' && each.template === found.template,
    );
}

it('BOUNDS has an entry for each set', () => {
  expect(Object.keys(BOUNDS).sort()).toEqual([...SETS].sort());
});

describe.each(Object.entries(BOUNDS))('receivers of %s', (set, [ticked, proposed, wrongMax]) => {
  const fixtures = receiversOf(set);
  const results = fixtures.map(resultOf);
  const sum = (key: keyof Figures) => results.reduce((total, { figures }) => total + figures[key], 0);

  it('are filled with the right columns', () => {
    const all = Object.fromEntries(results.map(({ receiver, figures }) => [receiver, figures]));
    const keys: (keyof Figures)[] = ['matchable', 'ticked', 'right', 'right, unsure', 'ticked wrongly'];
    const total = Object.fromEntries(keys.map((key) => [key, sum(key)]));
    console.table({ ...all, [`all ${set}`]: total });
    expect(sum('right') / sum('matchable')).toBeGreaterThanOrEqual(ticked);
    const right = sum('right') + sum('right, unsure');
    expect(right / sum('matchable')).toBeGreaterThanOrEqual(proposed);
    const wrong = results.flatMap((result) => result.wrong);
    expect(wrong.length / sum('ticked'), wrong.join('\n')).toBeLessThanOrEqual(wrongMax);
  });

  it('have a leaf for each expected path', () => {
    for (const { payload, expected } of fixtures) {
      const read = readExample(JSON.stringify(payload));
      const leaves = read.state === 'read' ? read.leaves : [];
      const places = leaves.flatMap(({ to, entry }) => [to, ...(entry === undefined ? [] : [entry.to])]);
      const paths = places.map((to) => (Array.isArray(payload) ? `[0].${to}` : to));
      expect(paths).toEqual(expect.arrayContaining(Object.keys(expected)));
    }
  });
});
