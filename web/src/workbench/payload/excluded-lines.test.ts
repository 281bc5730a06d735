import { expect, it } from 'vitest';
import { layOut, type Line } from '../../lib/json/lines';
import { withExcluded } from './excluded-lines';

it('withExcluded inserts excluded fields after the previous field in the payload', () => {
  const body = '{"user":{"name":"A"},"tags":[]}';
  const paths = ['first', 'user.name', 'second', 'omitted', 'third', 'tags', 'last'];
  const fields = paths.map((to, id) => ({ id, to, value: { kind: 'template' as const, template: '' } }));
  const excluded = [0, 2, 4, 6].map((id) => ({ id, name: paths[id] ?? '', reason: '' }));
  const lineText = ({ tokens }: Line) => tokens.map(({ start, end }) => body.slice(start, end)).join('');
  expect(
    withExcluded(layOut(body), excluded, fields).map((entry) =>
      entry.kind === 'line' ? lineText(entry.line) : entry.field.name,
    ),
  ).toEqual(['{', 'first', '"user":{', '"name":"A"', '},', 'second', 'third', '"tags":[]', 'last', '}']);
});
