import { expect, it } from 'vitest';
import { report } from '../../test/support/mock-engine.js';
import { readExport, type ExportEvent } from './export-lines.js';

const progress = { rows: 1, estimatedRows: 3, seconds: 0.5 };
const payloads = [
  '{"key":["é"],"payload":{"a":{"$progress":1}}}',
  `{"key":null,"payload":"${'x'.repeat(200)}"}`,
];
const record = `{"$progress":${JSON.stringify(progress)}}`;
const lines = [
  record,
  ...payloads,
  record,
  record,
  payloads[0],
  `{"$end":{"rows":3,"skipped":0,"bytes":9,"report":${JSON.stringify(report)}}}`,
];
const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));

async function read(chunks: Iterable<Buffer>) {
  const events: Exclude<ExportEvent, { payloads: Buffer }>[] = [];
  let text = '';
  async function* source() {
    yield* chunks;
  }
  for await (const event of readExport(source())) {
    if (!('payloads' in event)) events.push(event);
    else {
      expect(event.payloads.at(-1)).toBe(10);
      text += event.payloads.toString();
    }
  }
  return { events, text };
}

it.each([1, 2, 3, 7, 64, 100, 1000, bytes.length])(
  'readExport reads an export in chunks of %i bytes',
  async (size) => {
    function* pieces() {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    }
    expect(await read(pieces())).toEqual({
      events: [{ progress }, { progress }, { progress }, { report }],
      text: [...payloads, payloads[0]].map((line) => `${line}\n`).join(''),
    });
  },
);

it('readExport rejects an endless line', async () => {
  const piece = Buffer.alloc(16 * 1024 * 1024, 'x');
  await expect(read(Array.from({ length: 9 }, () => piece))).rejects.toMatchObject({ code: 'internal' });
});
