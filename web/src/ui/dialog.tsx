import { X } from 'lucide-react';
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { IconButton } from './button';
import styles from './dialog.module.css';

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** The buttons at the end; the main action is the last. */
  actions?: ReactNode;
  wide?: boolean;
  className?: string | undefined;
}

/** A modal dialog that is open while it is rendered. The first element with `data-first` takes the focus, otherwise the first one. */
export function Dialog({ title, onClose, children, actions, wide = false, className = '' }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    const { current } = dialog;
    // The browser returns the focus to what had it before. The item of a menu is gone by then, but its button is not.
    const menu = document.activeElement?.closest('[role="menu"]')?.getAttribute('aria-labelledby');
    if (menu != null) document.getElementById(menu)?.focus();
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
