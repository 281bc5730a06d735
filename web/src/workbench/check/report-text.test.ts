import type { CheckReport, ReportIssue } from '@rowhook/contracts';
import { describe, expect, it } from 'vitest';
import type { ExcludedField } from '../../mapping/valid-mapping';
import { mockReport } from '../../testing/mock-report';
import { reportMarkdown } from './report-markdown';
import { announcementOf, barsOf, messageWithoutPath, percentOf, summaryOf, timeLeft } from './report-text';

const source = { relation: { schema: 'public', name: 'orders' } };
const REPORT = mockReport({ source, mapping: { version: 1, fields: [{ to: 'id', column: 'id' }] } });

const issue = (to: string | null, rows: number): ReportIssue => ({
  field: to === null ? null : 0,
  to,
  code: 'not_an_integer',
  message: `${to ?? 'This row'} is not a whole number.`,
  rows,
  examples: [],
});

const text = (report: Partial<CheckReport>, excluded = 0) =>
  summaryOf({ ...REPORT, ...report }, excluded)
    .map((part) => (typeof part === 'string' ? part : `<${part.code}>`))
    .join('');

const schema = (rejected: number, ...pointers: string[]): CheckReport['schema'] => ({
  rejected,
  issues: pointers.map((pointer) => ({
    pointer,
    schemaPointer: '/type',
    keyword: 'type',
    message: 'must be a string',
    exact: true,
    rows: rejected,
    examples: [],
  })),
  moreIssues: 0,
});

const rejected = (count: number, ...issues: ReportIssue[]) => ({
  rows: 1_500_000,
  payloads: 1_500_000 - count,
  rejected: count,
  issues,
});

describe('summaryOf', () => {
  it.each<[string, Partial<CheckReport>]>([
    ['The source has no rows.', { rows: 0, payloads: 0 }],
    ['The only row is valid.', { rows: 1, payloads: 1 }],
    ['All 30 rows are valid.', {}],
    [
      '1,499,988 of 1,500,000 rows are valid; 12 rejected, all because of <age>.',
      rejected(12, issue('age', 12)),
    ],
    ['1,499,999 of 1,500,000 rows are valid; 1 rejected because of <age>.', rejected(1, issue('age', 1))],
    [
      '1,499,988 of 1,500,000 rows are valid; 12 rejected because of <age> and <zip>.',
      rejected(12, issue('age', 9), issue('age', 1), issue('zip', 3)),
    ],
    [
      '1,499,988 of 1,500,000 rows are valid; 12 rejected.',
      rejected(12, issue('age', 9), issue('zip', 3), issue('city', 2)),
    ],
    ['1,499,998 of 1,500,000 rows are valid; 2 rejected.', rejected(2, issue(null, 1), issue('age', 1))],
    [
      '1,498,784 of 1,500,000 rows are valid; 12 rejected, all because of <age>; 1,204 break the receiver’s schema, all because of </country>.',
      { ...rejected(12, issue('age', 12)), schema: schema(1204, '/country') },
    ],
    [
      'None of 2 rows is valid; 2 break the receiver’s schema.',
      { rows: 2, payloads: 2, schema: schema(2, '') },
    ],
    [
      '1 of 2 rows is valid; 1 breaks the receiver’s schema because of </a>.',
      { rows: 2, payloads: 2, schema: schema(1, '/a') },
    ],
  ])('%s', (sentence, report) => expect(text(report)).toBe(sentence));

  it('says how many fields were not checked', () => {
    expect(text({}, 1)).toBe('All 30 rows are valid; 1 field was not checked.');
    expect(text(rejected(12), 2)).toBe(
      '1,499,988 of 1,500,000 rows are valid; 12 rejected; 2 fields were not checked.',
    );
  });
});

it('percentOf rounds no share to 0 % or 100 %', () => {
  expect([
    percentOf(0, 9),
    percentOf(1, 1e6),
    percentOf(3, 400),
    percentOf(5, 13),
    percentOf(99, 100),
    percentOf(399, 400),
    percentOf(999_999, 1e6),
    percentOf(9, 9),
  ]).toEqual(['0 %', '< 0.1 %', '0.8 %', '38 %', '99 %', '99.8 %', '> 99.9 %', '100 %']);
});

it('messageWithoutPath omits the path only if it is the path of the issue', () => {
  expect(messageWithoutPath(issue('a.b', 1))).toBe('is not a whole number.');
  expect(messageWithoutPath({ to: 'a', message: 'a.b is NULL.' })).toBe('a.b is NULL.');
  expect(messageWithoutPath(issue(null, 1))).toBe('This row is not a whole number.');
});

describe('barsOf', () => {
  it('returns a bar for each power of two from the smallest to the largest', () => {
    const bars = barsOf({
      histogram: [
        { upTo: 512, payloads: 999_999 },
        { upTo: 2048, payloads: 1 },
      ],
    });
    expect(bars.map(({ above, upTo, payloads }) => [above, upTo, payloads])).toEqual([
      [256, 512, 999_999],
      [512, 1024, 0],
      [1024, 2048, 1],
    ]);
    expect(bars.map(({ height }) => height)).toEqual([1, 0, 0.02]);
  });
});

describe('check progress', () => {
  const at = (rows: number, estimatedRows: number | null, seconds: number) => ({
    rows,
    estimatedRows,
    seconds,
  });

  it.each([
    [at(250, 1000, 1), 'about 3 s left'],
    [at(10, 10_000, 1), 'about 17 min left'],
    [at(10, 1_000_000, 1), 'about 28 h left'],
    [at(0, 1000, 1), undefined],
    [at(10, null, 1), undefined],
    [at(1001, 1000, 1), undefined],
  ])('%o has the remaining time %s', (progress, left) => expect(timeLeft(progress)).toBe(left));

  it('is announced at each quarter, or every 15 seconds', () => {
    const told = [1, 200, 250, 260, 499, 500, 999, 1000].map((rows) =>
      announcementOf(at(rows, 1000, rows / 100)),
    );
    expect([...new Set(told)]).toEqual([
      'Checking all rows',
      '25 % of the rows checked',
      '50 % of the rows checked',
      '75 % of the rows checked',
      '100 % of the rows checked',
    ]);
    expect([1, 14, 15, 29, 31].map((seconds) => announcementOf(at(seconds * 100, null, seconds)))).toEqual([
      'Checking all rows',
      'Checking all rows',
      'Checking rows for 15 seconds',
      'Checking rows for 15 seconds',
      'Checking rows for 30 seconds',
    ]);
  });
});

describe('reportMarkdown', () => {
  const markdown = (
    report: Partial<CheckReport>,
    outdatedParts: string[] = [],
    excluded: ExcludedField[] = [],
  ) =>
    reportMarkdown({
      report: { ...REPORT, ...report },
      source: 'public.orders',
      keyColumns: ['id'],
      excluded,
      outdatedParts,
    });

  it('names the fields that were not checked', () => {
    expect(markdown({}, [], [{ id: 1, name: 'phone', reason: 'no path' }])).toContain(
      'All 30 rows are valid; 1 field was not checked.\n\nNot checked: phone: no path.\n\n',
    );
  });

  it('contains the summary, the issues with examples, the sizes and the fields', () => {
    const examples = [
      { key: ['48213'], excerpt: null, value: '12 years' },
      { key: null, excerpt: '{"a":1}', value: null },
    ];
    const made = markdown({ ...rejected(12), issues: [{ ...issue('age', 12), examples }] }, [
      'mapping',
      'source',
    ]);
    expect(made).toContain(
      '# Check of `public.orders`\n\n**Outdated**: the mapping and source changed after this check.',
    );
    expect(made).toContain('1,499,988 of 1,500,000 rows are valid; 12 rejected, all because of `age`.');
    expect(made).toContain('| 12 | `age` | is not a whole number. | `12 years` at `id 48213`, `{"a":1}` |');
    expect(made).toContain('| `id` | 0 | 0 |  | 0 | number |');
    expect(made).toMatch(/## Payload sizes\n\nMin \d+ B, median \d+ B/);
  });

  it('escapes texts of the database', () => {
    const value = 'a|b `` c\n# d \u202e';
    const made = markdown({
      issues: [
        {
          ...issue('x`|y', 1),
          message: 'x`|y <b>*is*</b>',
          examples: [{ key: ['1'], excerpt: null, value }],
        },
      ],
    });
    const row = made.split('\n').find((line) => line.startsWith('| 1 |'));
    expect(row).toBe(
      String.raw`| 1 | ${'`` x`\\|y ``'} | \<b\>\*is\*\</b\> | ${'``` a\\|b `` c # d \\u202e ```'} at ${'`id 1`'} |`,
    );
  });
});
