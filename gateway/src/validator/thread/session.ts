import type { SchemaIssue } from '@rowhook/contracts';
import { ERRORS_LIMIT } from '@rowhook/contracts/field-errors';
import { compileSchema, type CompiledSchema } from './compile.js';
import { IssueCounts } from './issue-counts.js';
import { cutMembers } from './json-spans.js';
import type { ThreadRequest, ThreadRequests, ThreadResponse } from '../thread-protocol.js';

const NEWLINE = 10;

/** The state of a validator's thread: the compiled schema and the report. */
export class ValidatorSession {
  /** The last schema and its text: consecutive previews have the same schema. */
  #compiled: { text: string; schema: CompiledSchema } | undefined;
  #counts = new IssueCounts();
  #payloads = 0;

  handle(request: ThreadRequest): ThreadResponse<keyof ThreadRequests> {
    switch (request.name) {
      case 'prepare':
        return { rest: this.#prepare(request.body) };
      case 'validate':
        return { issues: request.bodies.map((body) => this.#validate(body)) };
      case 'add':
        this.#add(Buffer.from(request.lines.buffer, 0, request.lines.byteLength));
        return {};
      case 'report':
        return this.#report();
    }
  }

  #prepare(body: string): string {
    const { rest, members } = cutMembers(body, ['schema', 'component']);
    const schema = members.get('schema') ?? 'true';
    const component = members.get('component');
    const text = `${component ?? ''}\n${schema}`;
    this.#report();
    if (this.#compiled?.text === text) return rest;
    this.#compiled = undefined;
    const name = component === undefined ? undefined : (JSON.parse(component) as string);
    this.#compiled = { text, schema: compileSchema(JSON.parse(schema), name) };
    return rest;
  }

  #validate(body: string | null): SchemaIssue[] {
    if (body === null) return [];
    const issues = this.#schema.validate(JSON.parse(body)).slice(0, ERRORS_LIMIT);
    return issues.map(({ value: _value, ...issue }) => issue);
  }

  #add(lines: Buffer) {
    for (let start = 0, end; start < lines.length; start = end + 1) {
      end = lines.indexOf(NEWLINE, start);
      const text = lines.toString('utf8', start, end);
      const { key, payload } = JSON.parse(text) as { key: string[] | null; payload: unknown };
      this.#counts.add({ text, key, payload }, this.#schema.validate(payload));
      this.#payloads++;
    }
  }

  #report() {
    const report = { payloads: this.#payloads, schema: this.#counts.report() };
    this.#counts = new IssueCounts();
    this.#payloads = 0;
    return report;
  }

  get #schema(): CompiledSchema {
    if (this.#compiled === undefined) throw new Error('No schema was prepared.');
    return this.#compiled.schema;
  }
}
