-- $1: oid of a relation. Returns schema and name of the table that it is a partition of, or
-- inherits from (the first if there are several).
SELECT n.nspname, c.relname
FROM pg_catalog.pg_inherits i
JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) i.inhparent
JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
WHERE i.inhrelid OPERATOR(pg_catalog.=) $1::pg_catalog.oid
ORDER BY i.inhseqno
LIMIT 1
