-- $1, $2: oids of types and their modifiers, as two arrays of the same length in text form. Returns
-- the names of the types.
SELECT pg_catalog.format_type(t.oid, t.modifier)
FROM ROWS FROM (
  pg_catalog.unnest($1::pg_catalog.oid[]),
  pg_catalog.unnest($2::pg_catalog.int4[])
) WITH ORDINALITY AS t(oid, modifier, number)
ORDER BY t.number
