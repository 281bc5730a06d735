import type { Condition } from '@rowhook/contracts';
import { equal } from '../lib/objects';
import type { Draft, EditInProgress } from './model';

/** A draft to go back to, and the name of the edit that replaced it. */
export interface HistoryEntry {
  name: string;
  draft: Draft;
  /** The filter to go back to, if the edit changed it. */
  where?: readonly Condition[];
}

export interface History {
  draft: Draft;
  /** The filter of the table. */
  where: readonly Condition[];
  past: readonly HistoryEntry[];
  future: readonly HistoryEntry[];
  /** Further edits of the same part join the last entry. */
  inProgress: EditInProgress | undefined;
}

/** More edits than anyone undoes; the drafts share their fields. */
const ENTRIES_MAX = 200;

export function newHistory(draft: Draft, where: readonly Condition[] = []): History {
  return { draft, where, past: [], future: [], inProgress: undefined };
}

export function undo(history: History): History {
  return travel(history, 'past', 'future');
}

export function redo(history: History): History {
  return travel(history, 'future', 'past');
}

function travel(history: History, from: 'past' | 'future', to: 'past' | 'future'): History {
  const entry = history[from].at(-1);
  if (entry === undefined) return history;
  const { name, draft, where = history.where } = entry;
  return {
    ...newHistory(draft, where),
    [from]: history[from].slice(0, -1),
    [to]: [...history[to], entryOf(history, name, where)],
  };
}

/** The entry that undoes an edit which sets the filter to `where`. */
function entryOf(history: History, name: string, where: readonly Condition[]): HistoryEntry {
  return { name, draft: history.draft, ...(where === history.where ? {} : { where: history.where }) };
}

/** Undoes the last edit, which cannot be redone. */
export function cancel(history: History): History {
  const entry = history.past.at(-1);
  if (entry === undefined) return history;
  return { ...newHistory(entry.draft, history.where), past: history.past.slice(0, -1) };
}

/** Adds an entry, or extends the last one while the same edit is in progress. `where`: the filter after the edit. */
export function record(
  history: History,
  name: string,
  draft: Draft,
  inProgress?: EditInProgress,
  where: readonly Condition[] = history.where,
): History {
  const joins = inProgress !== undefined && equal(history.inProgress, inProgress);
  const { past } = history;
  return {
    draft,
    where,
    past: joins ? past : [...past.slice(1 - ENTRIES_MAX), entryOf(history, name, where)],
    future: [],
    inProgress,
  };
}

const OTHER_TAB = 'edit in another tab';

/** Takes over the draft of another tab. Consecutive edits of other tabs are one entry, so one undo removes them all. */
export function follow(history: History, draft: Draft): History {
  const { past } = history;
  return past.at(-1)?.name === OTHER_TAB
    ? { ...newHistory(draft, history.where), past }
    : record(history, OTHER_TAB, draft);
}
