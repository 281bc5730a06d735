import {
  formatFieldPath,
  parseFieldPath,
  type FieldPath,
  type FieldPathResult,
  type Segment,
} from './field-path.js';
import { MAPPING_LIMITS } from './mapping.js';
import type { MappingError, MappingErrorCode } from './mapping-error.js';
import { utf8Length } from './utf8.js';
import type { Warning } from './warning.js';

/** The parts of a field that determine its place in the payload. */
interface Placement {
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
type Place = { kind: 'value'; field: number; omit: boolean } | Parent;

interface Parent {
  /** An object has names as the keys of its children, an array indexes. */
  kind: 'object' | 'array';
  field: number;
  children: Map<Segment, Place>;
}

class PlacementTree {
  readonly #root: Parent = { kind: 'object', field: -1, children: new Map() };
  readonly #errors: { field: number; error: MappingError }[] = [];

  add(field: number, { to, parsed = parseFieldPath(to), omit }: Placement): void {
    if (!parsed.ok) {
      this.#report(field, parsed.error.code, parsed.error.message);
      return;
    }
    const { path } = parsed;
    let parent = this.#root;
    for (const [depth, segment] of path.entries()) {
      const next = path[depth + 1];
      const kind = next === undefined ? 'value' : typeof next === 'number' ? 'array' : 'object';
      const place = parent.children.get(segment);
      if (place === undefined) {
        const child: Place = kind === 'value' ? { kind, field, omit } : { kind, field, children: new Map() };
        parent.children.set(segment, child);
        if (child.kind !== 'value') parent = child;
      } else if (place.kind === kind && place.kind !== 'value') {
        parent = place;
      } else {
        this.#reportConflict(field, place, kind, formatFieldPath(path.slice(0, depth + 1)));
        return;
      }
    }
  }

  finish(): MappingError[] {
    this.#findHoles(this.#root, []);
    this.#findOmissions(this.#root);
    return this.#errors.sort((a, b) => a.field - b.field).map(({ error }) => error);
  }

  caseWarnings(): PlacementResult['warnings'] {
    const warnings: { field: number; warning: PlacementResult['warnings'][number] }[] = [];
    const visit = ({ kind, children }: Parent): void => {
      const seen = new Map<string, { key: string; field: number }>();
      for (const [segment, child] of children) {
        if (child.kind !== 'value') visit(child);
        if (kind === 'array') continue;
        const key = String(segment);
        // Most keys have no capital, and this runs for each key while a path is typed.
        const folded = /[A-Z]/.test(key) ? key.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : key;
        const first = seen.get(folded);
        if (first === undefined) {
          seen.set(folded, { key, field: child.field });
          continue;
        }
        warnings.push({
          field: child.field,
          warning: {
            pointer: pointerTo(child.field),
            related: pointerTo(first.field),
            code: 'keys_differ_in_case',
            message: `${JSON.stringify(first.key)} and ${JSON.stringify(key)} differ only in case; many receivers treat them as the same key.`,
          },
        });
      }
    };
    visit(this.#root);
    return warnings.sort((a, b) => a.field - b.field).map(({ warning }) => warning);
  }

  #report(field: number, code: MappingErrorCode, message: string, related?: number): void {
    const other = related === undefined ? {} : { related: pointerTo(related) };
    this.#errors.push({ field, error: { pointer: pointerTo(field), ...other, code, message } });
  }

  /** Reports that `field` needs another kind of node at a path, or a second value. */
  #reportConflict(field: number, place: Place, kind: Place['kind'], path: string): void {
    const kinds = new Set([place.kind, kind]);
    const report = (code: MappingErrorCode, message: string) =>
      this.#report(field, code, `${path} is ${message}`, place.field);
    if (kinds.size === 1) report('duplicate_path', 'set twice. Rename or remove one of the fields.');
    else if (!kinds.has('value'))
      report(
        'object_and_array',
        'an object in one field and a list in another. Use names or indexes, not both.',
      );
    else if (kinds.has('object'))
      report('value_and_object', 'a value in one field and an object in another. Move one of them.');
    else report('value_and_array', 'a value in one field and a list in another. Move one of them.');
  }

  #findHoles(place: Parent, path: FieldPath): void {
    if (place.kind === 'array') {
      let expected = 0;
      for (const [index, child] of [...place.children].sort(([a], [b]) => Number(a) - Number(b))) {
        if (index !== expected) {
          const missing = formatFieldPath([...path, expected]);
          const message = `${missing} is missing, and a list has no gaps. Add it or renumber the list.`;
          this.#report(child.field, 'array_hole', message, place.children.get(expected - 1)?.field);
        }
        expected = Number(index) + 1;
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
      if (place.kind !== 'array' || !mayDisappear(child)) {
        this.#findOmissions(child);
        continue;
      }
      const message = 'Omitting this entry would renumber the list. Send null or a default instead.';
      for (const field of fieldsUnder(child)) this.#report(field, 'omit_in_array', message);
    }
  }
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
