-- $1: whether to list Postgres's own schemas. $2, $3: one relation's schema and name, or both empty
-- for all. Names and operators are qualified: the role's search_path may hold others.
SELECT
  c.oid,
  n.nspname,
  c.relname,
  c.relkind,
  parent_schema.nspname,
  parent.relname,
  CASE
    WHEN c.relkind OPERATOR(pg_catalog.=) 'v' THEN NULL
    WHEN c.reltuples OPERATOR(pg_catalog.<) 0 THEN NULL
    -- Before 14, a table that was never counted has zero rows in zero pages.
    WHEN c.reltuples OPERATOR(pg_catalog.=) 0 AND c.relpages OPERATOR(pg_catalog.=) 0
      AND pg_catalog.current_setting('server_version_num')::pg_catalog.int4
        OPERATOR(pg_catalog.<) 140000 THEN NULL
    ELSE c.reltuples::pg_catalog.float8
  END,
  d.description,
  COALESCE(
    pg_catalog.has_schema_privilege(n.oid, 'USAGE')
      AND pg_catalog.has_any_column_privilege(c.oid, 'SELECT'), false),
  c.relpages,
  c.relkind OPERATOR(pg_catalog.=) 'r' AND c.relhassubclass
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
LEFT JOIN pg_catalog.pg_inherits i
  ON i.inhrelid OPERATOR(pg_catalog.=) c.oid AND c.relispartition
LEFT JOIN pg_catalog.pg_class parent ON parent.oid OPERATOR(pg_catalog.=) i.inhparent
LEFT JOIN pg_catalog.pg_namespace parent_schema
  ON parent_schema.oid OPERATOR(pg_catalog.=) parent.relnamespace
LEFT JOIN pg_catalog.pg_description d
  ON d.objoid OPERATOR(pg_catalog.=) c.oid
  AND d.classoid OPERATOR(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass
  AND d.objsubid OPERATOR(pg_catalog.=) 0
WHERE c.relkind OPERATOR(pg_catalog.=) ANY ('{r,p,v,m,f}'::pg_catalog."char"[])
  AND n.nspname OPERATOR(pg_catalog.!~) '^pg_(toast|temp_)'
  AND ($1::pg_catalog.bool OR NOT n.nspname OPERATOR(pg_catalog.=)
    ANY ('{pg_catalog,information_schema}'::pg_catalog.name[]))
  -- Casting to name cuts what is too long, hence the comparison as text beside the indexed one.
  AND ($2::pg_catalog.text OPERATOR(pg_catalog.=) '' OR (
    n.nspname OPERATOR(pg_catalog.=) $2::pg_catalog.text::pg_catalog.name
    AND c.relname OPERATOR(pg_catalog.=) $3::pg_catalog.text::pg_catalog.name
    AND n.nspname::pg_catalog.text OPERATOR(pg_catalog.=) $2::pg_catalog.text
    AND c.relname::pg_catalog.text OPERATOR(pg_catalog.=) $3::pg_catalog.text))
ORDER BY n.nspname, c.relname
