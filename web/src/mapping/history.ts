import { equal } from '../lib/objects';
import type { Draft, EditInProgress } from './model';

/** A draft to go back to, and the name of the edit that replaced it. */
export interface Step {
  name: string;
  draft: Draft;
}

export interface History {
  draft: Draft;
  past: readonly Step[];
  future: readonly Step[];
  /** Further edits of the same part join the last step. */
  inProgress: EditInProgress | undefined;
  /** Whether the last edit was typing, so that the preview waits for the next key. */
  typed: boolean;
}

/** More steps than anyone goes back; the drafts share their rows. */
const STEPS_MAX = 200;

export function newHistory(draft: Draft): History {
  return { draft, past: [], future: [], inProgress: undefined, typed: false };
}

export function undo(history: History): History {
  return travel(history, 'past', 'future');
}

export function redo(history: History): History {
  return travel(history, 'future', 'past');
}

function travel(history: History, from: 'past' | 'future', to: 'past' | 'future'): History {
  const step = history[from].at(-1);
  if (step === undefined) return history;
  return {
    ...newHistory(step.draft),
    [from]: history[from].slice(0, -1),
    [to]: [...history[to], { name: step.name, draft: history.draft }],
  };
}

/** Removes the last step, without a step to redo. */
export function cancel(history: History): History {
  const step = history.past.at(-1);
  if (step === undefined) return history;
  return { ...newHistory(step.draft), past: history.past.slice(0, -1) };
}

/** Adds a step, or extends the last one while the same edit is in progress. */
export function record(history: History, name: string, draft: Draft, inProgress?: EditInProgress): History {
  const joins = inProgress !== undefined && equal(history.inProgress, inProgress);
  return {
    draft,
    past: joins ? history.past : [...history.past.slice(1 - STEPS_MAX), { name, draft: history.draft }],
    future: [],
    inProgress,
    typed: inProgress !== undefined,
  };
}
