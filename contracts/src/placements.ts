import {
  formatFieldPath,
  parseFieldPath,
  type FieldPath,
  type FieldPathResult,
  type Segment,
} from './field-path.js';
import { MAPPING_LIMITS } from './mapping.js';
import type { MappingError } from './mapping-error.js';
import { utf8Length } from './utf8.js';
import type { Warning } from './warning.js';

/** What matters of a field for its place in the payload. */
export interface Placement {
  to: string;
  /** What `parseFieldPath` returns for `to`, if the caller has it already. */
  parsed?: FieldPathResult;
  /** Whether the key is omitted when the value is NULL. */
  omit: boolean;
}

export interface PlacementResult {
  /** Ordered by field. An invalid path comes before a gap or an omission in a list. */
  errors: MappingError[];
  warnings: (Warning & { pointer: string; related: string })[];
}

/**
 * Checks the paths of a mapping against each other and returns all errors. The engine applies the same rules;
 * `vectors/conflicts.json` tests both.
 */
export function checkPlacements(placements: readonly Placement[]): PlacementResult {
  const tree = new PlacementTree();
  let pathBytes = 0;
  placements.forEach((placement, field) => {
    pathBytes += utf8Length(placement.to);
    tree.add(field, placement);
  });
  const errors = tree.finish();
  if (pathBytes > MAPPING_LIMITS.pathBytes) {
    errors.unshift({
      pointer: '/fields',
      code: 'paths_too_long',
      message: `All paths together may take ${MAPPING_LIMITS.pathBytes} bytes; these take ${pathBytes}.`,
    });
  }
  if (placements.length > MAPPING_LIMITS.fields) {
    errors.unshift({
      pointer: '/fields',
      code: 'too_many_fields',
      message: `A mapping has at most ${MAPPING_LIMITS.fields} fields; this one has ${placements.length}.`,
    });
  }
  return { errors, warnings: tree.caseWarnings() };
}

/** A node of the payload. `field` is the first field that needs it. */
type Place =
  | { kind: 'value'; field: number; omit: boolean }
  | { kind: 'object'; field: number; children: Map<string, Place> }
  | { kind: 'array'; field: number; children: Map<number, Place> };

type Parent = Exclude<Place, { kind: 'value' }>;

class PlacementTree {
  readonly #root: Parent = { kind: 'object', field: -1, children: new Map() };
  readonly #errors: { field: number; error: MappingError }[] = [];

  add(field: number, { to, parsed = parseFieldPath(to), omit }: Placement): void {
    if (!parsed.ok) {
      this.#errors.push({ field, error: { pointer: pointerTo(field), ...parsed.error } });
      return;
    }
    const { path } = parsed;
    let parent: Place = this.#root;
    path.forEach((segment, depth) => {
      if (parent.kind === 'value') return;
      const last = depth === path.length - 1;
      const place = childOf(parent, segment);
      const wanted = last ? 'value' : kindAround(path[depth + 1]);
      if (place === undefined) {
        const fresh = newPlace(wanted, field, omit);
        addChild(parent, segment, fresh);
        parent = fresh;
      } else if (place.kind === wanted && !last) {
        parent = place;
      } else {
        this.#conflict(field, place, wanted, path.slice(0, depth + 1));
        parent = DEAD_END;
      }
    });
  }

  finish(): MappingError[] {
    this.#findHoles(this.#root, []);
    this.#findOmissions(this.#root);
    return this.#errors.sort((a, b) => a.field - b.field).map(({ error }) => error);
  }

  caseWarnings(): PlacementResult['warnings'] {
    const warnings: { field: number; warning: PlacementResult['warnings'][number] }[] = [];
    const visit = (place: Place): void => {
      if (place.kind === 'value') return;
      if (place.kind === 'object') {
        const seen = new Map<string, { key: string; field: number }>();
        for (const [key, { field }] of place.children) {
          // Most keys have no capital, and this runs for each key while a path is typed.
          const folded = /[A-Z]/.test(key) ? key.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : key;
          const first = seen.get(folded);
          if (first === undefined) seen.set(folded, { key, field });
          else {
            warnings.push({
              field,
              warning: {
                pointer: pointerTo(field),
                related: pointerTo(first.field),
                code: 'keys_differ_in_case',
                message: `${quote(first.key)} and ${quote(key)} differ only in case; many receivers treat them as the same key.`,
              },
            });
          }
        }
      }
      for (const child of place.children.values()) visit(child);
    };
    visit(this.#root);
    return warnings.sort((a, b) => a.field - b.field).map(({ warning }) => warning);
  }

  #conflict(field: number, place: Place, wanted: Place['kind'], path: FieldPath): void {
    const at = formatFieldPath(path);
    const kinds = new Set([place.kind, wanted]);
    const base = { pointer: pointerTo(field), related: pointerTo(place.field) };
    const error: MappingError =
      kinds.size === 1
        ? {
            ...base,
            code: 'duplicate_path',
            message: `${at} is set twice. Rename or remove one of the fields.`,
          }
        : !kinds.has('value')
          ? {
              ...base,
              code: 'object_and_array',
              message: `${at} is an object in one field and a list in another. Use names or indexes, not both.`,
            }
          : {
              ...base,
              code: kinds.has('object') ? 'value_and_object' : 'value_and_array',
              message: `${at} is a value in one field and ${kinds.has('object') ? 'an object' : 'a list'} in another. Move one of them.`,
            };
    this.#errors.push({ field, error });
  }

  #findHoles(place: Parent, path: FieldPath): void {
    if (place.kind === 'array') {
      const indexes = [...place.children.keys()].sort((a, b) => a - b);
      let expected = 0;
      for (const index of indexes) {
        const child = place.children.get(index);
        if (child !== undefined && index !== expected) {
          const before = place.children.get(expected - 1);
          this.#errors.push({
            field: child.field,
            error: {
              pointer: pointerTo(child.field),
              ...(before === undefined ? {} : { related: pointerTo(before.field) }),
              code: 'array_hole',
              message: `${formatFieldPath([...path, expected])} is missing, and a list has no gaps. Add it or renumber the list.`,
            },
          });
        }
        expected = index + 1;
      }
    }
    for (const [segment, child] of place.children) {
      if (child.kind !== 'value') this.#findHoles(child, [...path, segment]);
    }
  }

  /** Omitting an entry of a list would renumber the entries after it. */
  #findOmissions(place: Place): void {
    if (place.kind === 'value') return;
    for (const child of place.children.values()) {
      if (place.kind === 'array' && mayDisappear(child)) {
        for (const field of fieldsUnder(child)) {
          this.#errors.push({
            field,
            error: {
              pointer: pointerTo(field),
              code: 'omit_in_array',
              message: 'Omitting this entry would renumber the list. Send null or a default instead.',
            },
          });
        }
      } else {
        this.#findOmissions(child);
      }
    }
  }
}

const DEAD_END: Place = { kind: 'value', field: -1, omit: false };

function newPlace(kind: Place['kind'], field: number, omit: boolean): Place {
  if (kind === 'value') return { kind, field, omit };
  return { kind, field, children: new Map() };
}

function kindAround(segment: Segment | undefined): 'object' | 'array' {
  return typeof segment === 'number' ? 'array' : 'object';
}

function childOf(parent: Place, segment: Segment): Place | undefined {
  if (parent.kind === 'object' && typeof segment === 'string') return parent.children.get(segment);
  if (parent.kind === 'array' && typeof segment === 'number') return parent.children.get(segment);
  return undefined;
}

function addChild(parent: Place, segment: Segment, child: Place): void {
  if (parent.kind === 'object' && typeof segment === 'string') parent.children.set(segment, child);
  if (parent.kind === 'array' && typeof segment === 'number') parent.children.set(segment, child);
}

function mayDisappear(place: Place): boolean {
  if (place.kind === 'value') return place.omit;
  return place.kind === 'object' && [...place.children.values()].every(mayDisappear);
}

function fieldsUnder(place: Place): number[] {
  return place.kind === 'value' ? [place.field] : [...place.children.values()].flatMap(fieldsUnder);
}

function pointerTo(field: number): string {
  return `/fields/${field}/to`;
}

function quote(key: string): string {
  return JSON.stringify(key);
}
