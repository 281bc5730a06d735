-- $1, $2: types, by oid, and their modifiers, as the texts of two arrays of one length. The types' names.
SELECT pg_catalog.format_type(t.oid, t.modifier)
FROM ROWS FROM (
  pg_catalog.unnest($1::pg_catalog.oid[]),
  pg_catalog.unnest($2::pg_catalog.int4[])
) WITH ORDINALITY AS t(oid, modifier, number)
ORDER BY t.number
