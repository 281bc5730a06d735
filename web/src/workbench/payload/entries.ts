import type { Payload } from '@rowhook/contracts';
import type { PayloadView } from '../../lib/url-state';
import { requestText } from './request';
import { layOut, type Line } from './line-layout';

/** What stands under each other where all payloads are shown: for each row its heading, then its lines, its text or its issues. */
export type Entry =
  | { kind: 'head'; row: number }
  | { kind: 'line'; row: number; body: string; line: Line; index: number }
  | { kind: 'text'; row: number; text: string }
  | { kind: 'issues'; row: number };

export interface Entries {
  all: readonly Entry[];
  /** Where each row's heading is among them. */
  heads: readonly number[];
  /** The lines of each row; none where it shows something else. */
  lines: readonly (readonly Line[])[];
}

export function entriesOf(payloads: readonly Payload[], view: PayloadView, url: string): Entries {
  const all: Entry[] = [];
  const heads: number[] = [];
  const lines: Line[][] = [];
  payloads.forEach(({ body, bytes }, row) => {
    heads.push(all.length);
    all.push({ kind: 'head', row });
    const own = body !== null && view === 'pretty' ? layOut(body) : [];
    lines.push(own);
    if (body === null) all.push({ kind: 'issues', row });
    else if (view === 'pretty') {
      own.forEach((line, index) => all.push({ kind: 'line', row, body, line, index }));
    } else all.push({ kind: 'text', row, text: view === 'raw' ? body : requestText(url, body, bytes) });
  });
  return { all, heads, lines };
}
