-- $1: oids of types, as an array in text form. Resolves each type step by step, a domain to its
-- base type and an array to its element type, until it is neither. int2vector (22) and oidvector
-- (30) count as base types, as in relation.sql and types.cpp.
WITH RECURSIVE steps AS (
  SELECT t.oid AS type, t.oid, t.typtype, t.typlen, t.typelem, t.typbasetype, t.typdelim,
    0 AS arrays
  FROM pg_catalog.pg_type t
  WHERE t.oid OPERATOR(pg_catalog.=) ANY ($1::pg_catalog.oid[])
  UNION ALL
  SELECT s.type, t.oid, t.typtype, t.typlen, t.typelem, t.typbasetype, t.typdelim,
    CASE WHEN s.typtype OPERATOR(pg_catalog.=) 'd' THEN s.arrays
      ELSE s.arrays OPERATOR(pg_catalog.+) 1 END
  FROM steps s
  JOIN pg_catalog.pg_type t ON t.oid OPERATOR(pg_catalog.=)
    CASE WHEN s.typtype OPERATOR(pg_catalog.=) 'd' THEN s.typbasetype ELSE s.typelem END
  WHERE s.typtype OPERATOR(pg_catalog.=) 'd'
    OR (s.typlen OPERATOR(pg_catalog.=) (-1) AND s.typelem OPERATOR(pg_catalog.<>) 0
      AND NOT s.oid OPERATOR(pg_catalog.=) ANY ('{22,30}'::pg_catalog.oid[]))
),
bases AS (
  SELECT s.*
  FROM steps s
  WHERE NOT s.typtype OPERATOR(pg_catalog.=) 'd'
    AND (s.typlen OPERATOR(pg_catalog.<>) (-1) OR s.typelem OPERATOR(pg_catalog.=) 0
      OR s.oid OPERATOR(pg_catalog.=) ANY ('{22,30}'::pg_catalog.oid[]))
)
SELECT
  b.type,
  b.oid,
  b.typtype,
  -- to_json looks for casts only of types that are not built in, with oids from
  -- kFirstNormalObjectId (types.h) on.
  b.oid OPERATOR(pg_catalog.>=) 16384::pg_catalog.oid AND EXISTS (
    SELECT FROM pg_catalog.pg_cast k
    WHERE k.castsource OPERATOR(pg_catalog.=) b.oid
      AND k.casttarget OPERATOR(pg_catalog.=) 'pg_catalog.json'::pg_catalog.regtype
      AND k.castmethod OPERATOR(pg_catalog.=) 'f'),
  b.arrays,
  b.typdelim
FROM bases b
