import { CaseSensitive, CircleSlash2, ListTree, Quote, TextCursorInput, Trash2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { FilterInput } from '../ui/filter-input';
import { Menu, type MenuItem } from '../ui/menu';
import { plural } from '../lib/format';
import { about } from '../mapping/about';
import type { Bulk } from '../mapping/bulk';
import styles from './fields-bar.module.css';
import { useMapping, useMappingStore } from './context';

const BulkDialog = lazy(() => import('./bulk/bulk-dialog'));

/** In the order of the menu. The type leaves none out. */
const actions: Record<Bulk['kind'], Omit<MenuItem, 'onSelect'>> = {
  camelCase: {
    label: about.camelCase.title,
    about: 'first_name → firstName',
    icon: CaseSensitive,
  },
  prefix: {
    label: `${about.prefix.title}…`,
    about: 'email → user.email',
    icon: TextCursorInput,
  },
  nest: {
    label: about.nest.title,
    about: 'billing_city, billing_zip → billing.city, billing.zip',
    icon: ListTree,
  },
  nulls: {
    label: `${about.nulls.title}…`,
    about: 'Keeps null, leaves the key out, or stops the row',
    icon: CircleSlash2,
  },
  sending: {
    label: `${about.sending.title}…`,
    about: '42 → "42", or back to its own type',
    icon: Quote,
  },
  remove: {
    label: about.remove.title,
    about: 'Takes the fields out of the payload',
    icon: Trash2,
  },
};
const kinds = Object.keys(actions) as Bulk['kind'][];

/** Narrows the fields down, and changes all that are left at once. */
export function FieldsBar() {
  const store = useMappingStore();
  const text = useMapping((state) => state.filter.text);
  const shown = useMapping((state) => state.shown.length);
  const all = useMapping((state) => state.draft.rows.length);
  const [bulk, setBulk] = useState<Bulk['kind']>();
  const filtered = text !== '';
  return (
    <div className={styles.bar}>
      <FilterInput label="Filter fields" className={styles.filter} value={text} onChange={store.setFilter} />
      {filtered ? (
        <span className={styles.count}>
          {shown.toLocaleString('en')} of {all.toLocaleString('en')}
        </span>
      ) : null}
      <Menu
        label={filtered ? `Change ${plural(shown, 'field')}` : 'Change all'}
        disabled={shown === 0}
        items={kinds.map((kind) => ({ ...actions[kind], onSelect: () => setBulk(kind) }))}
      />
      {bulk === undefined ? null : (
        <Suspense>
          <BulkDialog kind={bulk} onClose={() => setBulk(undefined)} />
        </Suspense>
      )}
    </div>
  );
}
