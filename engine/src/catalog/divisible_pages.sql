-- $1, $2: schema and name of a relation. Returns its current number of pages if it can be read in
-- ranges of pages, otherwise no row. Rows of child tables are elsewhere, LOCK TABLE needs the
-- privilege on the whole table, and before Postgres 14 each range would scan the whole table and
-- filter.
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
