const SHORT: Record<string, string> = {
  bigint: 'int8',
  integer: 'int4',
  smallint: 'int2',
  boolean: 'bool',
  'double precision': 'float8',
  real: 'float4',
  'character varying': 'varchar',
  character: 'char',
  'timestamp without time zone': 'timestamp',
  'timestamp with time zone': 'timestamptz',
  'time without time zone': 'time',
  'time with time zone': 'timetz',
  'bit varying': 'varbit',
};

/** A type by the short name that Postgres also takes: `timestamptz`, `numeric(12,2)`, `int8[]`. */
export function shortType(type: string): string {
  const [, base = type, modifier = '', rest = '', dimensions = ''] =
    /^([a-z ]+?)(\([\d,]+\))?( with(?:out)? time zone)?((?:\[\])*)$/.exec(type) ?? [];
  return (SHORT[base + rest] ?? base + rest) + modifier + dimensions;
}
