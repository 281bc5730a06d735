import type { Relation } from '@rowhook/contracts';
import { describe, expect, it } from 'vitest';
import { relation } from '../testing/mock-source';
import { bestLine, listLines, sortRelations } from './relation-search';

const sorted = sortRelations([
  relation('invoices', { schema: 'billing' }),
  relation('events_2', { partitionOf: { schema: 'public', name: 'events' } }),
  relation('zebra', { comment: 'Striped events' }),
  relation('events'),
  relation('events_10', { partitionOf: { schema: 'public', name: 'events' } }),
]);

const shown = (typed: string) =>
  listLines(sorted, typed).map((line) =>
    line.kind === 'schema'
      ? `# ${line.schema} ${line.count}`
      : (line.relation.partitionOf === null ? '' : '  ') + line.relation.name,
  );

describe('listLines', () => {
  it('sorts public first and partitions under their parent, by number', () => {
    expect(shown('')).toEqual([
      '# public 4',
      'events',
      '  events_2',
      '  events_10',
      'zebra',
      '# billing 1',
      'invoices',
    ]);
  });

  it('sorts inherited tables under their parent, like partitions', () => {
    const chunk = (name: string) => relation(name, { inheritsFrom: { schema: 'public', name: 'readings' } });
    const family = sortRelations([
      relation('a'),
      chunk('_chunk_10'),
      relation('readings'),
      chunk('_chunk_2'),
    ]);
    expect(family.map(({ name }) => name)).toEqual(['a', 'readings', '_chunk_2', '_chunk_10']);
  });

  it('keeps partitions of partitions together, without relations of similar names', () => {
    const partition = (name: string, parent: string) =>
      relation(name, { partitionOf: { schema: 'public', name: parent } });
    const family = sortRelations([
      relation('events2'),
      partition('b_monday', 'events_2024'),
      relation('events_archive'),
      partition('events_2024', 'events'),
      partition('a_2025', 'events'),
      relation('events'),
      relation('Events'),
    ]);
    expect(family.map(({ name }) => name)).toEqual([
      ...['events', 'a_2025', 'events_2024', 'b_monday'],
      ...['Events', 'events_archive', 'events2'],
    ]);
  });

  it('sorts unreadable relations last in each schema, but keeps partitions together', () => {
    const mixed = sortRelations([
      relation('accounts', { readable: false }),
      relation('events', { readable: false }),
      relation('events_1', { partitionOf: { schema: 'public', name: 'events' } }),
      relation('visits'),
      relation('visits_1', { partitionOf: { schema: 'public', name: 'visits' }, readable: false }),
      relation('zebra'),
      relation('audit', { schema: 'billing', readable: false }),
      relation('invoices', { schema: 'billing' }),
    ]);
    expect(mixed.map(({ name }) => name)).toEqual([
      ...['events', 'events_1', 'visits', 'visits_1', 'zebra', 'accounts'],
      ...['invoices', 'audit'],
    ]);
  });

  it('filters by name, schema and comment', () => {
    expect(shown('EVENTS')).toEqual(['# public 4', 'events', '  events_2', '  events_10', 'zebra']);
    expect(shown('billing.inv')).toEqual(['# billing 1', 'invoices']);
    expect(shown('events 10')).toEqual(['# public 1', '  events_10']);
    expect(shown('billing."invoices"')).toEqual(['# billing 1', 'invoices']);
  });

  it.each(['größen', 'GRÖSSEN', 'grossen', 'GRÖßEN'.normalize('NFD')])(
    'ignores case and accents in %s',
    (typed) => {
      const named = [relation('Größenübersicht'), relation('gros')];
      expect(listLines(named, typed)).toMatchObject([{ count: 1 }, { relation: named[0] }]);
    },
  );

  it('is empty if nothing matches', () => {
    expect(shown('nothing')).toEqual([]);
  });
});

describe('bestLine', () => {
  const best = (typed: string, ...relations: Relation[]) => {
    const lines = listLines(sortRelations(relations), typed);
    const line = lines[bestLine(lines, typed)];
    return line?.kind === 'relation' ? `${line.relation.schema}.${line.relation.name}` : line;
  };
  const inZ = (name: string) => relation(name, { schema: 'z' });

  it.each([
    ['', 'public.a_täble'],
    ['ble', 'public.a_täble'],
    ['täb', 'z.täble 1'],
    ['TÄBLE', 'z.täble 1'],
    ['täble 1', 'z.täble 1'],
    ['table', 'public.table'],
    ['Table', 'z.Table'],
    ['"Table"', 'z.Table'],
    ['"quoted', 'z.a "quoted" name'],
    ['tab', 'public.table'],
    ['z.t', 'z.Table'],
    ['z.täb', 'z.täble 1'],
    ['GROS', 'z.größe'],
    ['nothing', undefined],
  ])('of %j is %s', (typed, wanted) => {
    const relations = [
      relation('a_täble'),
      relation('table'),
      inZ('Table'),
      inZ('täble 1'),
      inZ('größe'),
      inZ('a "quoted" name'),
    ];
    expect(best(typed, ...relations)).toBe(wanted);
  });
});
