-- $1, $2: schema and name of a relation. Returns the columns of relations.sql and one row for each
-- column of the relation, or one row without a column if it has none. Resolves built-in types and
-- arrays of them; types.sql resolves the others. Planning takes most of the time, so there are
-- subqueries instead of joins.
WITH relation AS MATERIALIZED (
  SELECT
    n.nspname,
    c.relname,
    c.relkind,
    LEAST(c.reltuples, 1e15)::pg_catalog.int8,
    c.relpages,
    (SELECT d.description FROM pg_catalog.pg_description d
      WHERE d.objoid OPERATOR(pg_catalog.=) c.oid
        AND d.classoid OPERATOR(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass
        AND d.objsubid OPERATOR(pg_catalog.=) 0),
    COALESCE(
      pg_catalog.has_schema_privilege(n.oid, 'USAGE')
        AND pg_catalog.has_any_column_privilege(c.oid, 'SELECT'), false),
    c.oid,
    c.relispartition,
    EXISTS (SELECT FROM pg_catalog.pg_inherits h WHERE h.inhrelid OPERATOR(pg_catalog.=) c.oid),
    c.relkind OPERATOR(pg_catalog.=) 'r' AND c.relhassubclass,
    -- indkey is indexed from zero and ends with the INCLUDE columns.
    (SELECT (i.indkey::pg_catalog.int2[])[:i.indnkeyatts OPERATOR(pg_catalog.-) 1]
      FROM pg_catalog.pg_index i
      WHERE i.indrelid OPERATOR(pg_catalog.=) c.oid AND i.indisprimary) AS key,
    -- Read once, because Postgres may scan all of pg_constraint for it.
    ARRAY(SELECT k.conkey[1] FROM pg_catalog.pg_constraint k
      WHERE k.conrelid OPERATOR(pg_catalog.=) c.oid
        AND k.contype OPERATOR(pg_catalog.=) 'n' AND NOT k.convalidated) AS not_validated
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
  WHERE c.relkind OPERATOR(pg_catalog.=) ANY ('{r,p,v,m,f}'::pg_catalog."char"[])
    AND n.nspname OPERATOR(pg_catalog.!~) '^pg_(toast|temp_)'
    -- The cast to name truncates, so the names are also compared as text. The index supports the
    -- first comparison.
    AND n.nspname OPERATOR(pg_catalog.=) $1::pg_catalog.text::pg_catalog.name
    AND c.relname OPERATOR(pg_catalog.=) $2::pg_catalog.text::pg_catalog.name
    AND n.nspname::pg_catalog.text OPERATOR(pg_catalog.=) $1::pg_catalog.text
    AND c.relname::pg_catalog.text OPERATOR(pg_catalog.=) $2::pg_catalog.text
)
SELECT
  r.*,
  a.attname,
  a.attnum,
  -- A column may contain NULL despite the NOT NULL of a domain or foreign table, or of a constraint
  -- added as NOT VALID.
  NOT a.attnotnull OR r.relkind OPERATOR(pg_catalog.=) 'f'
    OR a.attnum OPERATOR(pg_catalog.=) ANY (r.not_validated),
  COALESCE(pg_catalog.has_column_privilege(a.attrelid, a.attnum, 'SELECT'), false),
  a.attgenerated OPERATOR(pg_catalog.<>) '',
  (SELECT d.description FROM pg_catalog.pg_description d
    WHERE d.objoid OPERATOR(pg_catalog.=) a.attrelid
      AND d.classoid OPERATOR(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass
      AND d.objsubid OPERATOR(pg_catalog.=) a.attnum),
  pg_catalog.array_position(r.key, a.attnum),
  pg_catalog.format_type(a.atttypid, a.atttypmod),
  a.atttypid,
  b.oid,
  CASE WHEN b.is_array
    THEN (SELECT e.typtype FROM pg_catalog.pg_type e WHERE e.oid OPERATOR(pg_catalog.=) b.oid)
    ELSE t.typtype END,
  b.is_array::pg_catalog.int4,
  t.typdelim,
  pg_catalog.row_security_active(r.oid)
FROM relation r
LEFT JOIN pg_catalog.pg_attribute a
  ON a.attrelid OPERATOR(pg_catalog.=) r.oid
  AND a.attnum OPERATOR(pg_catalog.>) 0
  AND NOT a.attisdropped
LEFT JOIN pg_catalog.pg_type t ON t.oid OPERATOR(pg_catalog.=) a.atttypid
-- int2vector (22) and oidvector (30) look like arrays but are not, as in types.sql and types.cpp.
CROSS JOIN LATERAL (
  SELECT t.typlen OPERATOR(pg_catalog.=) (-1) AND t.typelem OPERATOR(pg_catalog.<>) 0
    AND NOT t.oid OPERATOR(pg_catalog.=) ANY ('{22,30}'::pg_catalog.oid[]) AS is_array
) s
CROSS JOIN LATERAL (
  SELECT s.is_array, CASE WHEN s.is_array THEN t.typelem ELSE t.oid END AS oid
) b
ORDER BY a.attnum
