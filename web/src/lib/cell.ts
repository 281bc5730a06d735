import { utf8Length, type Cell, type IssueCode, type Payload } from '@rowhook/contracts';

/** A row's key as text, for example `id 7, line 2`; empty if the relation has no key. */
export function rowKeyText(key: Payload['key'], columns: readonly string[]): string {
  return key?.map((value, i) => `${columns[i] ?? ''} ${value}`).join(', ') ?? '';
}

/** Whether the database has NULL. A cell with an issue has no JSON either. */
export function isNull({ json, issue }: Cell): boolean {
  return json === null && issue === undefined;
}

/** The text in place of a value that the engine could not send. */
export function missingValueText(issue: IssueCode): string {
  return issue === 'row_too_large' ? 'too large to show' : 'cannot be shown';
}

/** Whether `json` is only the beginning of a value of `bytes` bytes. */
export function isTruncated(json: string, bytes: number): boolean {
  return utf8Length(json) < bytes;
}
