import { lazy, Suspense } from 'react';
import { useStore } from '../lib/store';
import { useMappingStore } from '../workbench/context';
import { targetOf } from './target-store';

const TargetStrip = lazy(() => import('./target-strip'));

/** How far the mapping fills what the receiver expects, where that is known. */
export function KnownTarget() {
  const { relation } = useMappingStore();
  const target = useStore(targetOf(relation), (value) => value);
  return target === undefined ? null : (
    <Suspense>
      <TargetStrip target={target} />
    </Suspense>
  );
}
