import { Suspense, lazy } from 'react';
import { useStore } from '../lib/store';
import { openDialog } from './context';

const MatchDialog = lazy(() => import('../match-sample/match-dialog'));
const BulkDialog = lazy(() => import('./bulk/bulk-dialog'));
const ExportDialog = lazy(() => import('./export/export-dialog'));
const SchemaDialog = lazy(() => import('./schema/schema-dialog'));

const close = () => openDialog.set(undefined);

/** The dialog that a button or a command has opened. */
export function OpenDialog() {
  const open = useStore(openDialog);
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
