import {
  nullPolicyOf,
  parseFieldPath,
  parsePointer,
  type Column,
  type Field,
  type Issue,
  type Mapping,
  type Segment,
} from '@rowhook/contracts';

type Node = { kind: 'value'; text: string } | { kind: 'group'; list: boolean; children: Map<Segment, Node> };

interface Row {
  columns: readonly Column[];
  cells: readonly (string | null)[];
}

/** Puts canned cell texts where a mapping wants them: enough of the engine to work on the page, and no more. */
export function mockPayload(mapping: Mapping, row: Row): { body: string | null; issues: Issue[] } {
  const root: Node = { kind: 'group', list: false, children: new Map() };
  const issues: Issue[] = [];
  mapping.fields.forEach((field, index) => {
    const path = parseFieldPath(field.to);
    const text = valueOf(field, row);
    const policy = nullPolicyOf(field, mapping);
    if (!path.ok || (text === null && policy === 'omit')) return;
    if (text === null && policy === 'error') {
      issues.push({ field: index, code: 'null_not_allowed', message: `${field.to} is NULL in this row.` });
      return;
    }
    const value = text ?? (typeof policy === 'object' ? JSON.stringify(policy.default) : 'null');
    if ('column' in field && field.as === 'integer' && !/^-?\d+$/.test(value)) {
      issues.push({ field: index, code: 'not_an_integer', message: `${field.to}: the text is no integer.` });
      return;
    }
    put(root, path.path, value);
  });
  return issues.length > 0 ? { body: null, issues } : { body: write(root), issues };
}

function valueOf(field: Field, row: Row): string | null {
  if ('value' in field) return JSON.stringify(field.value);
  if ('template' in field) {
    const names = [...field.template.matchAll(/\{([^{}"]+)\}/g)].map(([, name = '']) => name);
    if (names.some((name) => cellOf(row, name) === null)) return null;
    const text = field.template.replace(/\{([^{}"]+)\}/g, (_, name: string) =>
      plain(cellOf(row, name) ?? ''),
    );
    return JSON.stringify(text);
  }
  const cell =
    field.at === undefined ? cellOf(row, field.column) : inside(cellOf(row, field.column), field.at);
  if (cell === null || field.as === undefined) return cell;
  if (field.as === 'string') return JSON.stringify(plain(cell));
  return field.as === 'integer' || field.as === 'number' ? plain(cell) : cell;
}

/** What stands inside a cell, as far as JavaScript keeps its digits. */
function inside(cell: string | null, at: string): string | null {
  let value: unknown = cell === null ? undefined : JSON.parse(cell);
  for (const token of parsePointer(at) ?? []) {
    value =
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[token] : undefined;
  }
  return value === undefined ? null : JSON.stringify(value);
}

function cellOf({ columns, cells }: Row, name: string): string | null {
  return cells[columns.findIndex((column) => column.name === name)] ?? null;
}

function plain(cell: string): string {
  return cell.startsWith('"') ? (JSON.parse(cell) as string) : cell;
}

function put(node: Node, path: readonly Segment[], text: string): void {
  const [segment, ...rest] = path;
  if (node.kind === 'value' || segment === undefined) return;
  const child = node.children.get(segment);
  if (rest.length === 0) node.children.set(segment, { kind: 'value', text });
  else if (child !== undefined) put(child, rest, text);
  else {
    const group: Node = { kind: 'group', list: typeof rest[0] === 'number', children: new Map() };
    node.children.set(segment, group);
    put(group, rest, text);
  }
}

function write(node: Node): string {
  if (node.kind === 'value') return node.text;
  const entries = [...node.children];
  if (node.list) {
    const sorted = entries.sort(([a], [b]) => Number(a) - Number(b));
    return `[${sorted.map(([, child]) => write(child)).join(',')}]`;
  }
  return `{${entries.map(([key, child]) => `${JSON.stringify(key)}:${write(child)}`).join(',')}}`;
}
