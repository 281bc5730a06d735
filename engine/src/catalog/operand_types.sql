-- $1: types, by oid, as the text of an array. What a literal that is compared with a value of each is cast to, and the schema of
-- its operators. A domain counts as its base, whose operators it has. A type that is not built in has operators of its own beside
-- it, unless it is an enum, a range, a composite or an array: those of all such types are built in.
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
