import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { isComposing } from '../lib/dom';
import { Button } from '../ui/button';
import styles from './filter.module.css';

interface ConditionFrameProps {
  submitLabel: string;
  error: { id: string; message: string } | undefined;
  /** Undefined while there is nothing to submit. */
  onSubmit: (() => void) | undefined;
  onCancel: () => void;
  children: ReactNode;
}

/** A small form that covers the content below it. Enter submits it, Escape closes it. The element marked with `data-first` has the focus first. */
export function ConditionFrame({ submitLabel, error, onSubmit, onCancel, children }: ConditionFrameProps) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('[data-first]')?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      onCancel();
    } else if (
      event.key === 'Enter' &&
      (event.ctrlKey || event.metaKey || !(event.target instanceof HTMLTextAreaElement))
    ) {
      if (event.target instanceof HTMLButtonElement) return;
      event.preventDefault();
      onSubmit?.();
    }
  };
  return (
    // The form takes Enter and Escape for the fields in it.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      ref={form}
      className={styles.form}
      aria-label={submitLabel}
      onKeyDown={onKeyDown}
      onSubmit={(event) => event.preventDefault()}
    >
      {children}
      <Button look="primary" onClick={onSubmit} disabled={onSubmit === undefined}>
        {submitLabel}
      </Button>
      <Button look="quiet" onClick={onCancel}>
        Cancel
      </Button>
      {error === undefined ? null : (
        <p id={error.id} className={styles.error}>
          {error.message}
        </p>
      )}
    </form>
  );
}
