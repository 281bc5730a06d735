import type { Draft } from './model';
import { sameTyping, type Typing } from './typing';

/** A state one can go back to, and the name of what led away from it. */
interface Step {
  name: string;
  draft: Draft;
}

export interface History {
  draft: Draft;
  past: readonly Step[];
  future: readonly Step[];
  /** Typing goes on in one step as long as it is in the same place. */
  typing: Typing | undefined;
  /** Whether the last change came from typing, so that the preview waits for the next key. */
  typed: boolean;
}

/** More steps than anyone goes back; the drafts share their rows. */
const STEPS_MAX = 200;

export function begin(draft: Draft): History {
  return { draft, past: [], future: [], typing: undefined, typed: false };
}

/** Goes one step into the past, or back into the future, and keeps the way there. */
export function travel(history: History, direction: 'past' | 'future'): History {
  const step = history[direction].at(-1);
  if (step === undefined) return history;
  const opposite = direction === 'past' ? 'future' : 'past';
  return {
    ...begin(step.draft),
    [direction]: history[direction].slice(0, -1),
    [opposite]: [...history[opposite], { name: step.name, draft: history.draft }],
  };
}

/** One step further; it goes on with the last one as long as `typing` is the same. */
export function record(history: History, name: string, draft: Draft, typing?: Typing): History {
  const goesOn = typing !== undefined && sameTyping(history.typing, typing);
  return {
    draft,
    past: goesOn ? history.past : [...history.past.slice(1 - STEPS_MAX), { name, draft: history.draft }],
    future: [],
    typing,
    typed: typing !== undefined,
  };
}
