import { TEXT_CASTS, type Cast, type Column } from '@rowhook/contracts';

type Kind = Pick<Column, 'jsonType' | 'casts'> & { pointable?: boolean };

const TIME_CASTS: Cast[] = ['string', 'unix_seconds', 'unix_millis'];
const NUMBER: Kind = { jsonType: 'number', casts: ['string'] };
const TIME: Kind = { jsonType: 'string', casts: TIME_CASTS };
const JSON_KIND: Kind = { jsonType: 'json', casts: ['string'], pointable: true };
const TEXT: Kind = { jsonType: 'string', casts: [...TEXT_CASTS] };

const KINDS: Record<string, Kind> = {
  smallint: NUMBER,
  integer: NUMBER,
  bigint: NUMBER,
  numeric: NUMBER,
  'double precision': NUMBER,
  boolean: { jsonType: 'boolean', casts: ['string'] },
  json: JSON_KIND,
  jsonb: JSON_KIND,
  date: TIME,
  'timestamp with time zone': TIME,
  'timestamp without time zone': TIME,
  bytea: { jsonType: 'string', casts: ['hex', 'base64'] },
};

/** What `format_type()` of Postgres calls types whose other name is shorter. */
const ALIASES: Record<string, string> = {
  bool: 'boolean',
  int4: 'integer',
  int8: 'bigint',
  float8: 'double precision',
  timestamp: 'timestamp without time zone',
  timestamptz: 'timestamp with time zone',
};

/** A readable column of a type, as the API describes it, and what differs. */
export function newColumn(name: string, typeName = 'text', more: Partial<Column> = {}): Column {
  const element = typeName.replace(/\[\]$/, '');
  const isArray = element !== typeName;
  const type = ALIASES[element] ?? element;
  const kind: Kind = isArray
    ? { jsonType: 'array', casts: ['string'] }
    : (KINDS[type.replace(/\(.*/, '')] ?? TEXT);
  return {
    name,
    type: isArray ? `${type}[]` : type,
    pointable: false,
    nullable: true,
    readable: true,
    generated: false,
    comment: null,
    position: 1,
    ...kind,
    ...more,
  };
}
