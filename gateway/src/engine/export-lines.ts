import { EndRecord, ProgressRecord, type Report, type ReportProgress } from '@rowhook/contracts';
import type { z } from 'zod';
import { contractViolation, ProblemError } from '../http/problems.js';
import { problemOfEngine } from './problem.js';

/** A part of an export with progress and a report. */
export type ExportEvent = { progress: ReportProgress } | { payloads: Buffer } | { report: Report };

const NEWLINE = 10;

/** A payload of an export with keys never begins like this: it begins with `{"key"`. */
const RECORD = '{"$';

/** Larger than any payload that a browser could show. */
const LINE_LIMIT_BYTES = 128 * 1024 * 1024;

/**
 * Splits the bytes of an export into records and, as whole lines, the payloads between them. Throws the problem of the export's last
 * line, and an error if it ends without a report.
 */
export async function* readExport(chunks: AsyncIterable<Buffer>): AsyncGenerator<ExportEvent, void> {
  let pending: Buffer[] = [];
  let size = 0;
  let isComplete = false;
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    size += chunk.length;
    if (size > LINE_LIMIT_BYTES) throw new ProblemError('internal', 'a line of the export is too long');
    if (end === 0) {
      pending.push(chunk);
      continue;
    }
    const head = chunk.subarray(0, end);
    const lines = pending.length === 0 ? head : Buffer.concat([...pending, head]);
    pending = end < chunk.length ? [chunk.subarray(end)] : [];
    size = chunk.length - end;
    for (const event of eventsOf(lines)) {
      if (isComplete) throw new ProblemError('internal', 'the export goes on after its end record');
      isComplete = 'report' in event;
      yield event;
    }
  }
  if (!isComplete || pending.length > 0)
    throw new ProblemError('internal', 'the export ends without its end record');
}

function* eventsOf(lines: Buffer): Generator<ExportEvent> {
  let start = 0;
  for (let at; (at = nextRecord(lines, start)) !== -1;) {
    if (at > start) yield { payloads: lines.subarray(start, at) };
    const end = lines.indexOf(NEWLINE, at);
    yield recordOf(lines.toString('utf8', at, end));
    start = end + 1;
  }
  if (start < lines.length) yield { payloads: lines.subarray(start) };
}

/** The offset of the next line that is a record, or -1. */
function nextRecord(lines: Buffer, start: number): number {
  let at = lines.indexOf(RECORD, start);
  while (at > start && lines[at - 1] !== NEWLINE) at = lines.indexOf(RECORD, at + 1);
  return at;
}

function recordOf(text: string): ExportEvent {
  const record = JSON.parse(text) as Record<string, unknown>;
  if ('$progress' in record) return { progress: parse(ProgressRecord, record).$progress };
  const problem = problemOfEngine(record['$problem']);
  if (problem !== undefined) throw problem;
  const { report } = parse(EndRecord, record).$end;
  if (report === undefined) throw new ProblemError('internal', 'the export has no report');
  return { report };
}

function parse<Schema extends z.ZodType>(schema: Schema, record: unknown): z.output<Schema> {
  const result = schema.safeParse(record);
  if (!result.success) throw contractViolation("the engine's export", result.error);
  return result.data;
}
