import { hash } from 'node:crypto';
import type { SchemaReportIssue, SchemaReport } from '@rowhook/contracts';
import { parsePointer } from '@rowhook/contracts/json-pointer';
import { REPORT_LIMITS } from '@rowhook/contracts/report-limits';
import type { JSONPath } from 'jsonc-parser';
import { beginning, type FoundIssue } from './issues.js';
import { valueText } from './json-spans.js';

/** Kinds of issues that a report lists. */
const KINDS = 200;

/** Kinds beyond the listed ones are counted up to this number. */
const MORE_KINDS = 10_000;

/** One line of an export with keys, and what it says. */
interface KeyedLine {
  text: string;
  key: string[] | null;
  payload: unknown;
}

/** Counts the ways in which payloads break a schema. Its size does not depend on their number. */
export class IssueCounts {
  readonly #kinds = new Map<string, SchemaReportIssue>();
  readonly #more = new Set<string>();
  #rejected = 0;

  /** Adds the issues of one payload. */
  add(line: KeyedLine, issues: FoundIssue[]): void {
    if (issues.length === 0) return;
    this.#rejected++;
    const counted = new Set<string>();
    for (const issue of issues) {
      const general = generalPointer(issue.pointer, line.payload);
      const kind = `${issue.schemaPointer}\n${general}`;
      const count = this.#kinds.get(kind) ?? this.#begin(kind, general, issue);
      if (count === undefined) continue;
      if (!issue.exact) count.exact = false;
      if (counted.size === counted.add(kind).size) continue;
      count.rows++;
      if (count.examples.length < REPORT_LIMITS.examples) count.examples.push(exampleOf(line, issue));
    }
  }

  report(): SchemaReport {
    const issues = [...this.#kinds.values()].sort((a, b) => b.rows - a.rows);
    return { rejected: this.#rejected, issues, moreIssues: this.#more.size };
  }

  #begin(kind: string, pointer: string, issue: FoundIssue): SchemaReportIssue | undefined {
    if (this.#kinds.size === KINDS) {
      if (this.#more.size < MORE_KINDS) this.#more.add(hash('sha1', kind));
      return undefined;
    }
    const { schemaPointer, keyword, message, exact } = issue;
    const count = { pointer, schemaPointer, keyword, message, exact, rows: 0, examples: [] };
    this.#kinds.set(kind, count);
    return count;
  }
}

/** The pointer with `*` for each index into an array. */
function generalPointer(pointer: string, payload: unknown): string {
  const tokens = pointer.split('/');
  pathOf(pointer, payload).forEach((token, index) => {
    if (typeof token === 'number') tokens[index + 1] = '*';
  });
  return tokens.join('/');
}

/** The keys and indexes of a pointer: which of them are indexes depends on the value. */
function pathOf(pointer: string, value: unknown): JSONPath {
  return (parsePointer(pointer) ?? []).map((token) => {
    const segment = Array.isArray(value) ? Number(token) : token;
    value = (value as Record<string | number, unknown> | null | undefined)?.[segment];
    return segment;
  });
}

function exampleOf({ text, key, payload }: KeyedLine, { pointer, value }: FoundIssue) {
  const path = pathOf(pointer, payload);
  const isShown = path.length > 0 && value !== undefined;
  return {
    key,
    excerpt: key === null ? excerpt(valueText(text, ['payload'])) : null,
    value: isShown ? excerpt(valueOf(text, path, value)) : null,
  };
}

const excerpt = (text = '') => beginning(text, REPORT_LIMITS.excerpt);

/** A string as it is, anything else as the payload has it: JavaScript would round its numbers. */
function valueOf(text: string, path: JSONPath, value: unknown): string | undefined {
  return typeof value === 'string' ? value : valueText(text, ['payload', ...path]);
}
