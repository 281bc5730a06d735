import { describe, expect, it } from 'vitest';
import { cellsOf, columnsOf } from '../../testing/match-fixtures/load';
import { receivers, tableOf, type Expected, type ReceiverFixture } from '../../testing/receivers/load';
import { candidatesOf } from './candidates';
import { matchSample } from './match';
import { readSample } from './sample-text';

interface Figures {
  receiver: string;
  matchable: number;
  right: number;
  suggested: number;
  ticks: number;
  wrong: number;
}

function figuresOf({ receiver, table, payload, expected }: ReceiverFixture) {
  const read = readSample(JSON.stringify(payload));
  if (read.state !== 'read') throw new Error(read.state);
  const { relation, columns } = tableOf(table);
  const fixture = { receiver, relation, columns, payload, truth: {} };
  const [schema = '', name = ''] = relation.split('.');
  const matches = matchSample(read.leaves, candidatesOf(columnsOf(fixture), cellsOf(fixture)), { schema, name });
  const figures: Figures = {
    receiver,
    matchable: Object.keys(expected).length,
    right: 0,
    suggested: 0,
    ticks: 0,
    wrong: 0,
  };
  const details: string[] = [];
  for (const { leaf, proposal, near } of matches) {
    const wanted = expected[Array.isArray(payload) ? `[0].${leaf.to}`.replace('.[', '[') : leaf.to];
    const first = proposal?.source ?? near[0];
    const right = first !== undefined && isExpected(wanted, first.column);
    if (proposal !== undefined) figures.ticks++;
    if (right) figures[proposal === undefined ? 'suggested' : 'right']++;
    else if (proposal !== undefined) figures.wrong++;
    if (right ? proposal === undefined : wanted !== undefined || proposal !== undefined) {
      details.push(
        `${proposal === undefined ? 'open ' : 'WRONG'} ${leaf.to}: ${first?.column ?? '-'}, expected ${JSON.stringify(wanted) ?? '-'}`,
      );
    }
  }
  return { figures, details };
}

function isExpected(wanted: Expected | undefined, found: string): boolean {
  return [wanted ?? []].flat().some((each) => each === found);
}

describe.each(Object.entries(receivers))('%s', (set, fixtures) => {
  it('is matched', () => {
    const results = fixtures.map(figuresOf);
    console.table(Object.fromEntries(results.map(({ figures: { receiver, ...rest } }) => [receiver, rest])));
    const sum = (key: Exclude<keyof Figures, 'receiver'>) =>
      results.reduce((total, { figures }) => total + figures[key], 0);
    console.log(set, 'matchable', sum('matchable'), 'right', sum('right'), 'suggested', sum('suggested'), 'ticks', sum('ticks'), 'wrong', sum('wrong'));
    if (set !== 'reserve') console.log(results.flatMap(({ figures, details }) => [figures.receiver, ...details.map((x) => '  ' + x)]).join('\n'));
    expect(sum('matchable')).toBeGreaterThan(0);
  });
});
