import { X } from 'lucide-react';
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { IconButton } from './button';
import styles from './dialog.module.css';

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** Shown at the end, with what the dialog is for as the last. */
  actions?: ReactNode;
  wide?: boolean;
  className?: string | undefined;
}

/** A modal dialog that is open as long as it is rendered; what has `data-first` gets the focus, else what comes first. */
export function Dialog({ title, onClose, children, actions, wide = false, className = '' }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    const { current } = dialog;
    if (current?.open === false) current.showModal();
    current?.querySelector<HTMLElement>('[data-first]')?.focus();
    return () => current?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={`${styles.dialog} ${wide ? styles.wide : ''} ${className}`}
      aria-labelledby={titleId}
      onClose={({ currentTarget }) => {
        if (!currentTarget.open) onClose();
      }}
    >
      <header>
        <h2 id={titleId}>{title}</h2>
        <IconButton label="Close" icon={X} onClick={onClose} />
      </header>
      <div className={styles.content}>{children}</div>
      {actions === undefined ? null : <footer>{actions}</footer>}
    </dialog>
  );
}
