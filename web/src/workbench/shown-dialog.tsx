import { Suspense, lazy } from 'react';
import { useStore } from '../lib/store';
import { shownDialog } from './context';

const MatchDialog = lazy(() => import('../match-sample/match-dialog'));
const BulkDialog = lazy(() => import('./bulk/bulk-dialog'));
const ExportDialog = lazy(() => import('./export/export-dialog'));
const SchemaDialog = lazy(() => import('./schema/schema-dialog'));

const close = () => shownDialog.set(undefined);

/** The dialog that a button or a command has opened. */
export function ShownDialog() {
  const open = useStore(shownDialog);
  return (
    <Suspense>
      {open === 'match sample' ? (
        <MatchDialog onClose={close} />
      ) : open === 'export command' ? (
        <ExportDialog onClose={close} />
      ) : open === 'schema' ? (
        <SchemaDialog onClose={close} />
      ) : open === undefined ? null : (
        <BulkDialog edit={open} onClose={close} />
      )}
    </Suspense>
  );
}
