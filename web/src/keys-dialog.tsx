import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { IconButton } from './components/button';
import styles from './keys-dialog.module.css';
import { setSingleKeys, singleKeys } from './state/single-keys';
import { useStore } from './state/store';

const groups: { title: string; keys: [keys: string, what: string][] }[] = [
  {
    title: 'Everywhere',
    keys: [
      ['/', 'filter the columns or relations'],
      ['J · K', 'next, previous payload row'],
      ['?', 'this list'],
      ['Ctrl Z', 'undo'],
      ['Ctrl Shift Z', 'redo'],
    ],
  },
  {
    title: 'In the mapping',
    keys: [
      ['Tab', 'the next field, and the fixes of a conflict'],
      ['↑ · ↓', 'the same cell of another field'],
      ['← · →', 'the cells of a field, at the ends of text'],
      ['Enter', 'take a completion; else the field below'],
      ['Alt ↑ · Alt ↓', 'move the field'],
    ],
  },
];

export function KeysDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const single = useStore(singleKeys, (on) => on);
  useEffect(() => {
    if (open && dialog.current?.open === false) dialog.current.showModal();
    if (!open) dialog.current?.close();
  }, [open]);
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby="keys-title" onClose={onClose}>
      <header>
        <h2 id="keys-title">Keys</h2>
        <IconButton label="Close" icon={X} onClick={onClose} />
      </header>
      {groups.map(({ title, keys }) => (
        <section key={title}>
          <h3>{title}</h3>
          <dl>
            {keys.map(([key, what]) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <label className={styles.switch}>
        <input type="checkbox" checked={single} onChange={(event) => setSingleKeys(event.target.checked)} />
        Single letters work outside text fields
      </label>
    </dialog>
  );
}
