import { useEffect, useRef } from 'react';
import { isFocusLost } from '../lib/focus-lost';

/** The buttons that take over the focus of a control that goes while something is under way, and when that is over. */
export function useKeptFocus(isPending: boolean) {
  const cancelButton = useRef<HTMLButtonElement>(null);
  const connectButton = useRef<HTMLButtonElement>(null);
  const wasPending = useRef(isPending);
  useEffect(() => {
    if (wasPending.current === isPending) return;
    wasPending.current = isPending;
    if (isFocusLost()) (isPending ? cancelButton : connectButton).current?.focus();
  }, [isPending]);
  return { cancelButton, connectButton };
}
