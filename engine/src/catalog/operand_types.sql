-- $1: oids of types, as an array in text form. Returns for each type the type that a literal is
-- cast to for a comparison, and the schema of its operators. A domain counts as its base type,
-- whose operators it uses. The operators of a type that is not built in are in the schema of the
-- type, except for enums, ranges, composites and arrays, whose operators are built in.
WITH RECURSIVE steps AS (
  SELECT t.oid AS type, t.oid, t.typtype, t.typbasetype
  FROM pg_catalog.pg_type t
  WHERE t.oid OPERATOR(pg_catalog.=) ANY ($1::pg_catalog.oid[])
  UNION ALL
  SELECT s.type, t.oid, t.typtype, t.typbasetype
  FROM steps s
  JOIN pg_catalog.pg_type t ON t.oid OPERATOR(pg_catalog.=) s.typbasetype
  WHERE s.typtype OPERATOR(pg_catalog.=) 'd'
)
SELECT
  s.type,
  n.nspname,
  t.typname,
  CASE WHEN t.typtype OPERATOR(pg_catalog.=) 'b'
      AND NOT (t.typlen OPERATOR(pg_catalog.=) (-1) AND t.typelem OPERATOR(pg_catalog.<>) 0)
    THEN n.nspname ELSE 'pg_catalog' END
FROM steps s
JOIN pg_catalog.pg_type t ON t.oid OPERATOR(pg_catalog.=) s.oid
JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) t.typnamespace
WHERE NOT t.typtype OPERATOR(pg_catalog.=) 'd'
