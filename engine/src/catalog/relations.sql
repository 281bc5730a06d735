-- $1: whether to include the system schemas. Names and operators are qualified, because the
-- search_path of the role may contain others.
SELECT
  n.nspname,
  c.relname,
  c.relkind,
  LEAST(c.reltuples, 1e15)::pg_catalog.int8,
  c.relpages,
  d.description,
  COALESCE(
    pg_catalog.has_schema_privilege(n.oid, 'USAGE')
      AND pg_catalog.has_any_column_privilege(c.oid, 'SELECT'), false),
  parent_schema.nspname,
  parent.relname,
  c.relispartition
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
-- The first parent if a table inherits from several.
LEFT JOIN (
  SELECT DISTINCT ON (h.inhrelid) h.inhrelid, h.inhparent
  FROM pg_catalog.pg_inherits h
  ORDER BY h.inhrelid, h.inhseqno
) i ON i.inhrelid OPERATOR(pg_catalog.=) c.oid
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
ORDER BY n.nspname, c.relname
