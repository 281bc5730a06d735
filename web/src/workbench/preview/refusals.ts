import { useEffect, useMemo } from 'react';
import type { ApiError } from '../../api/errors';
import type { SentSchema } from '../../api/client';
import { useStore } from '../../lib/store';
import { issuesOfProblem } from '../../mapping/issues';
import { isSchemaError, sentSchema } from '../schema/receiver-schema';
import type { MappingStore } from '../store';
import type { DebouncedMapping } from './debounced-mapping';

/** Leaves the fields that the engine refused out of the next preview. Returns whether it refused any. */
export function useRefusedFields(
  store: MappingStore,
  error: ApiError | undefined,
  { draft, request: { fieldIds } }: DebouncedMapping,
): boolean {
  const errors = error?.code === 'mapping_invalid' ? error.problem?.errors : undefined;
  const issues = useMemo(() => issuesOfProblem(errors ?? [], fieldIds), [errors, fieldIds]);
  useEffect(() => {
    if (issues.size > 0) store.refuse(draft.fields, issues);
  }, [draft, issues, store]);
  return issues.size > 0;
}

/** Leaves the receiver's schema out of the next preview if the gateway refused it. Returns whether it did. */
export function useRefusedSchema(store: MappingStore, error: ApiError | undefined): boolean {
  useEffect(() => {
    const schema = store.schema.get();
    if (schema !== undefined && isSchemaError(error)) store.refusedSchema.set({ schema, error });
  }, [error, store]);
  return isSchemaError(error);
}

/** The receiver's schema; undefined for one that was refused, so that the preview works without it. */
export function useUsableSchema(store: MappingStore): SentSchema | undefined {
  const schema = useStore(store.schema);
  const refused = useStore(store.refusedSchema);
  return schema === undefined || schema === refused?.schema ? undefined : sentSchema(schema);
}
