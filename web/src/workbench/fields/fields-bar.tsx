import { Suspense, lazy, useState } from 'react';
import { plural } from '../../lib/format';
import { FilterInput } from '../../ui/field';
import { Menu } from '../../ui/menu';
import { bulkEdits, type BulkEdit } from '../bulk/bulk-edits';
import { useMapping, useMappingStore } from '../context';
import styles from './fields-bar.module.css';

const BulkDialog = lazy(() => import('../bulk/bulk-dialog'));

/** Filters the fields, and edits all that the filter shows. */
export function FieldsBar() {
  const store = useMappingStore();
  const text = useMapping((state) => state.filter.text);
  const shown = useMapping((state) => state.shown.length);
  const all = useMapping((state) => state.draft.fields.length);
  const [edit, setEdit] = useState<BulkEdit>();
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
        label={filtered ? `Edit ${plural(shown, 'field')}` : 'Bulk edit'}
        disabled={shown === 0}
        items={bulkEdits.map((each) => ({
          label: each.form === undefined ? each.label : `${each.label}…`,
          about: each.hint,
          icon: each.icon,
          onSelect: () => setEdit(each),
        }))}
      />
      {edit === undefined ? null : (
        <Suspense>
          <BulkDialog edit={edit} onClose={() => setEdit(undefined)} />
        </Suspense>
      )}
    </div>
  );
}
