import { useEffect, useRef, type RefObject } from 'react';
import type { ApiError } from '../api/errors';

/** The engine's error about a condition. */
export interface ConditionError {
  /** The part that it is about. */
  part: 'column' | 'is' | 'value';
  message: string;
}

/** By index of the condition. */
export type ConditionErrors = ReadonlyMap<number, ConditionError>;

const POINTER = /^\/(\d+)\/(column|is|value)(?:\/(\d+))?$/;

/** The errors of conditions. `pointer` is that of their list in the request: `/where` or `/rows/pick/where`. */
export function conditionErrors(error: ApiError | undefined, pointer: string): ConditionErrors {
  const found = new Map<number, ConditionError>();
  const errors = error?.code === 'source_invalid' ? (error.problem?.errors ?? []) : [];
  for (const { pointer: at, message } of errors) {
    if (!at.startsWith(pointer)) continue;
    const [, index, part, line] = POINTER.exec(at.slice(pointer.length)) ?? [];
    if (index === undefined || found.has(Number(index))) continue;
    found.set(Number(index), {
      part: part === 'column' || part === 'is' ? part : 'value',
      message: line === undefined ? message : `Value ${Number(line) + 1}: ${message}`,
    });
  }
  return found;
}

/** Whether the page shows an error at its conditions. */
export function isAboutConditions(error: ApiError): boolean {
  return ['/where', '/rows/pick/where'].some((pointer) => conditionErrors(error, pointer).size > 0);
}

/**
 * Opens a form again if the engine rejects a condition that was just submitted and the focus is still on the button that opens the
 * form. Returns a function to call on submit, with the indexes of the submitted conditions.
 */
export function useReopenOnError(
  button: RefObject<HTMLElement | null>,
  errors: ConditionErrors,
  open: (index: number) => void,
): (indexes: readonly number[]) => void {
  const applied = useRef<readonly number[]>([]);
  useEffect(() => {
    const index = applied.current.find((each) => errors.has(each));
    if (index === undefined) return;
    applied.current = [];
    if (document.activeElement === button.current) open(index);
  });
  return (indexes) => {
    applied.current = indexes;
  };
}
