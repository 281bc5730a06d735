import { visibleName } from '../../lib/visible-text';
import { namesLike } from '../../mapping/suggestions';
import { formatReference, openReference } from '../../mapping/template';
import type { Suggestion } from '../../ui/autocomplete';

/** Completes the reference of a template at the caret. */
export function completeReference(text: string, caret: number, columns: Iterable<string>): Suggestion[] {
  const open = openReference(text, caret);
  if (open === undefined) return [];
  // The rest of a reference after the caret is replaced too. Two braces are an escaped brace.
  const after = text.slice(caret).replace(/^[^{}"]*"?\}(?=(?:\}\})*(?!\}))/, '');
  return namesLike(open.typed, columns).map((name) => {
    const before = text.slice(0, open.start) + formatReference(name);
    return { label: visibleName(name), value: before + after, caret: before.length };
  });
}

/** Completes the name of a column. */
export function completeColumn(text: string, columns: Iterable<string>): Suggestion[] {
  const names = [...columns];
  // The list would put another column in place of the one that is typed.
  if (names.includes(text)) return [];
  return namesLike(text, names).map((name) => ({ label: visibleName(name), value: name }));
}
