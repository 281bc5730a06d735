import { helpOf, type ShortcutHelp } from '../lib/commands';
import { setSingleKeys, singleKeys } from '../lib/preferences';
import { useStore } from '../lib/store';
import { Dialog } from '../ui/dialog';
import { queryHelp } from '../sources/query/shortcuts';
import { columnsHelp } from '../workbench/columns/use-column-keys';
import { mappingCommands } from '../workbench/mapping-commands';
import { gridHelp } from '../workbench/fields/grid-keys';
import { payloadHelp } from '../workbench/payload/payload-actions';
import { treeHelp } from '../workbench/tree/tree-keys';
import { pageCommands } from './page-commands';
import styles from './shortcuts-dialog.module.css';

/** All shortcuts, by where they work. */
const groups: readonly { title: string; shortcuts: readonly ShortcutHelp[] }[] = [
  { title: 'Everywhere', shortcuts: pageCommands.flatMap(helpOf) },
  { title: 'While mapping', shortcuts: mappingCommands.flatMap(helpOf) },
  { title: 'In the SQL query', shortcuts: queryHelp },
  { title: 'In the columns', shortcuts: columnsHelp },
  { title: 'In the list of fields', shortcuts: gridHelp },
  { title: 'In the tree', shortcuts: treeHelp },
  { title: 'In the payload', shortcuts: payloadHelp },
];

export default function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const single = useStore(singleKeys);
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      {/* Arrow keys scroll only what has the focus. */}
      <div role="region" aria-label="Shortcuts" tabIndex={0} data-first className={styles.groups}>
        {groups.map(({ title, shortcuts }) => (
          <section key={title}>
            <h3 className={styles.title}>{title}</h3>
            <dl className={styles.keys}>
              {shortcuts.map(([keys, description]) => (
                <div key={keys}>
                  <dt>
                    <kbd>{keys}</kbd>
                  </dt>
                  <dd>{description}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <label className={styles.switch}>
        <input type="checkbox" checked={single} onChange={(event) => setSingleKeys(event.target.checked)} />
        Single letters work outside text fields
      </label>
    </Dialog>
  );
}
