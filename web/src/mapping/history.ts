import { equal } from '../lib/objects';
import type { Draft, EditInProgress } from './model';

/** A draft to go back to, and the name of the edit that replaced it. */
export interface HistoryEntry {
  name: string;
  draft: Draft;
}

export interface History {
  draft: Draft;
  past: readonly HistoryEntry[];
  future: readonly HistoryEntry[];
  /** Further edits of the same part join the last entry. */
  inProgress: EditInProgress | undefined;
}

/** More edits than anyone undoes; the drafts share their fields. */
const ENTRIES_MAX = 200;

export function newHistory(draft: Draft): History {
  return { draft, past: [], future: [], inProgress: undefined };
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
  return {
    ...newHistory(entry.draft),
    [from]: history[from].slice(0, -1),
    [to]: [...history[to], { name: entry.name, draft: history.draft }],
  };
}

/** Undoes the last edit, which cannot be redone. */
export function cancel(history: History): History {
  const entry = history.past.at(-1);
  if (entry === undefined) return history;
  return { ...newHistory(entry.draft), past: history.past.slice(0, -1) };
}

/** Adds an entry, or extends the last one while the same edit is in progress. */
export function record(history: History, name: string, draft: Draft, inProgress?: EditInProgress): History {
  const joins = inProgress !== undefined && equal(history.inProgress, inProgress);
  return {
    draft,
    past: joins ? history.past : [...history.past.slice(1 - ENTRIES_MAX), { name, draft: history.draft }],
    future: [],
    inProgress,
  };
}

const OTHER_TAB = 'edit in another tab';

/** Takes over the draft of another tab. Consecutive edits of other tabs are one entry, so one undo removes them all. */
export function follow(history: History, draft: Draft): History {
  const { past } = history;
  return past.at(-1)?.name === OTHER_TAB ? { ...newHistory(draft), past } : record(history, OTHER_TAB, draft);
}
