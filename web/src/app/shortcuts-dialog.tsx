import { setSingleKeys, singleKeys } from '../lib/preferences';
import { useStore } from '../lib/store';
import { Dialog } from '../ui/dialog';
import styles from './shortcuts-dialog.module.css';

const groups: { title: string; keys: [keys: string, what: string][] }[] = [
  {
    title: 'Everywhere',
    keys: [
      ['/', 'filter the focused pane: tables, columns or fields'],
      ['J · K', 'next, previous payload row'],
      ['?', 'this list'],
      ['Ctrl Z', 'undo'],
      ['Ctrl Shift Z', 'redo'],
    ],
  },
  {
    title: 'In the list of fields',
    keys: [
      ['Tab', 'the next field, and the fixes of a conflict'],
      ['↑ · ↓', 'the same cell of another field'],
      ['← · →', 'the cells of a field, at the ends of text'],
      ['Enter', 'take a completion; else the field below'],
      ['Alt ↑ · Alt ↓', 'move the field'],
    ],
  },
  {
    title: 'In the tree',
    keys: [
      ['↑ ↓ · Home End', 'another field, object or list'],
      ['→ · ←', 'open or fold; then into it, or to what it is in'],
      ['Alt ↑ · Alt ↓', 'move before or after its neighbour'],
      ['Alt →', 'move into the object or list before it'],
      ['Alt ←', 'move out of the object or list it is in'],
      ['Enter · F2', 'rename'],
      ['Delete', 'remove, with all that is in it'],
      ['a letter', 'the next key that begins with it'],
    ],
  },
];

export default function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const single = useStore(singleKeys);
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      {groups.map(({ title, keys }) => (
        <section key={title}>
          <h3 className={styles.title}>{title}</h3>
          <dl className={styles.keys}>
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
    </Dialog>
  );
}
