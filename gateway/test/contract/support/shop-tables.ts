/** A few rows with values that are easily damaged, and a relation for each way in which a query can fail. */
export const SHOP_SQL = `
  CREATE SCHEMA shop;
  CREATE TABLE shop.customers (
    id bigint PRIMARY KEY,
    first_name text NOT NULL,
    balance numeric,
    attributes jsonb
  );
  COMMENT ON TABLE shop.customers IS 'People who bought something';
  INSERT INTO shop.customers VALUES
    (9007199254740993, 'Ada', 12345678901234567890.123456789, '{"b": 1.10, "a": [9007199254740993]}'),
    (9007199254740994, 'Grace "Amazing"', 1.10, NULL),
    (9007199254740995, E'Zoë\\n<script>', NULL, 'null');

  CREATE TABLE shop.private (id int PRIMARY KEY);
  CREATE FUNCTION shop.renamed_column() RETURNS text LANGUAGE plpgsql
    AS 'BEGIN RETURN (SELECT before_it_was_renamed FROM shop.customers LIMIT 1); END';
  CREATE VIEW shop.renamed AS SELECT shop.renamed_column();
  CREATE VIEW shop.divided AS SELECT 1 / (id - id) AS quotient FROM shop.customers;
  CREATE VIEW shop.ratios AS SELECT id, 1 / (id - 9007199254740993) AS ratio, first_name FROM shop.customers;
  CREATE VIEW shop.slow AS SELECT pg_sleep(60)::text AS slept;
  CREATE VIEW shop.unreadable AS SELECT convert_from('\\xff', 'UTF8') AS text;
  CREATE FUNCTION shop.conflict() RETURNS int LANGUAGE plpgsql AS
    $$BEGIN RAISE SQLSTATE '40001'; END$$;
  CREATE VIEW shop.conflicting AS SELECT shop.conflict() AS number;
`;
