import { useStore } from '../lib/store';
import { lazyDialog } from '../ui/lazy-part';
import { shownDialog } from './ui-state';

const MatchDialog = lazyDialog(() => import('./match-sample/match-dialog'));
const BulkDialog = lazyDialog(() => import('./bulk/bulk-dialog'));
const ExportDialog = lazyDialog(() => import('./export/export-dialog'));
const SchemaDialog = lazyDialog(() => import('./schema/schema-dialog'));

const close = () => shownDialog.set(undefined);

/** The dialog that a button or a command has opened. */
export function ShownDialog() {
  const open = useStore(shownDialog);
  return open === 'match sample' ? (
    <MatchDialog onClose={close} />
  ) : open === 'export command' ? (
    <ExportDialog onClose={close} />
  ) : open === 'schema' ? (
    <SchemaDialog onClose={close} />
  ) : open === undefined ? null : (
    <BulkDialog edit={open} onClose={close} />
  );
}
