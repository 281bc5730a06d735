-- $1, $2: a relation's schema and name. The pages that it has now, where it can be read in ranges of
-- them; otherwise no row. Rows of children are elsewhere, a LOCK needs the privilege on the whole
-- table, and before 14 a range would be filtered out of a scan of everything.
SELECT pg_catalog.pg_relation_size(c.oid)
  OPERATOR(pg_catalog./) pg_catalog.current_setting('block_size')::pg_catalog.int8
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
JOIN pg_catalog.pg_am a ON a.oid OPERATOR(pg_catalog.=) c.relam
WHERE n.nspname OPERATOR(pg_catalog.=) $1::pg_catalog.text::pg_catalog.name
  AND c.relname OPERATOR(pg_catalog.=) $2::pg_catalog.text::pg_catalog.name
  AND c.relkind OPERATOR(pg_catalog.=) 'r'
  AND NOT c.relhassubclass
  AND a.amname OPERATOR(pg_catalog.=) 'heap'
  AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
  AND pg_catalog.current_setting('server_version_num')::pg_catalog.int4
    OPERATOR(pg_catalog.>=) 140000
