import { FIELD_PATH_LIMITS, type RelationName } from '@rowhook/contracts';
import { relationKey } from '../lib/relation';
import { tabStorage } from '../lib/storage';
import { createStore, type Store } from '../lib/store';
import type { SentType } from '../mapping/json-type';
import type { TargetField } from './model/target';

const PREFIX = 'rowhook.target ';
const TYPES: readonly string[] = [
  'string',
  'number',
  'boolean',
  'null',
  'list',
  'object',
] satisfies SentType[];

type Target = readonly TargetField[] | undefined;

const stores = new Map<string, Store<Target>>();

/** What was pasted last for a relation, so that it can be changed: in this memory only. */
const pasted = new Map<string, string>();

/**
 * What the receiver of a relation's payloads expects. It outlives a reload in sessionStorage as field paths and types: the
 * values of a pasted sample, which may be a person's, are never stored.
 */
export function targetOf(relation: RelationName): Store<Target> {
  const key = PREFIX + relationKey(relation);
  const known = stores.get(key);
  if (known !== undefined) return known;
  const store = createStore<Target>(read(key));
  store.subscribe(() => write(key, store.get()));
  stores.set(key, store);
  return store;
}

export function pastedFor(relation: RelationName): string {
  return pasted.get(relationKey(relation)) ?? '';
}

export function keepPasted(relation: RelationName, text: string): void {
  pasted.set(relationKey(relation), text);
}

/** Another database may have relations of the same names. */
export function forgetTargets(): void {
  stores.clear();
  pasted.clear();
  tabStorage.forget(PREFIX);
}

function write(key: string, target: Target): void {
  tabStorage.keep(key, target && JSON.stringify(target.map(({ path, type }) => [path, type])));
}

function read(key: string): Target {
  const stored = tabStorage.readJson(key);
  if (!Array.isArray(stored)) return undefined;
  const fields = stored.filter(isField).map(([path, type]) => ({ path, type }));
  return fields.length === stored.length && fields.length > 0 ? fields : undefined;
}

function isField(each: unknown): each is [(string | number)[], SentType] {
  if (!Array.isArray(each) || each.length !== 2) return false;
  const [path, type] = each as unknown[];
  return (
    Array.isArray(path) &&
    path.length > 0 &&
    path.length <= FIELD_PATH_LIMITS.depth &&
    path.every((segment) => typeof segment === 'string' || typeof segment === 'number') &&
    typeof type === 'string' &&
    TYPES.includes(type)
  );
}
