-- psql's variable `rows`: how many customers.
CREATE TABLE customers (
  id bigint PRIMARY KEY,
  external_id uuid NOT NULL,
  first_name text NOT NULL,
  last_name text NOT NULL,
  email text,
  phone text,
  created_at timestamptz NOT NULL,
  born date,
  balance numeric(12, 2) NOT NULL,
  score double precision,
  orders int NOT NULL,
  active bool NOT NULL,
  tags text[],
  attributes jsonb
);

INSERT INTO customers
SELECT
  n,
  md5(n::text)::uuid,
  (ARRAY['Ada', 'Grace', 'Linus', 'Margaret', 'Zoë', 'Barbara', 'Ken', 'Edsger'])[1 + n % 8],
  (ARRAY['Lovelace', 'Hopper', 'O''Neil', 'Hamilton', 'Ritchie', 'Liskov', 'Müller', 'Dijkstra'])[1 + (n / 8) % 8],
  CASE WHEN n % 10 <> 0 THEN 'customer' || n || '@example.com' END,
  CASE WHEN n % 3 <> 0 THEN '+49 30 ' || n END,
  timestamptz '2020-01-01 00:00:00+00' + n * interval '97.25 seconds',
  CASE WHEN n % 7 <> 0 THEN date '1950-01-01' + (n % 20000)::int END,
  (n % 1000000) / 100.0,
  CASE WHEN n % 5 <> 0 THEN (n % 977) / 977.0 END,
  (n % 40)::int,
  n % 4 <> 0,
  CASE WHEN n % 6 <> 0 THEN ARRAY['tag' || (n % 17), 'two words'] END,
  CASE WHEN n % 9 <> 0 THEN jsonb_build_object(
    'plan', (ARRAY['free', 'pro', 'team'])[1 + n % 3],
    'address', jsonb_build_object('city', 'City ' || (n % 500), 'zip', lpad((n % 100000)::text, 5, '0'))) END
FROM generate_series(1, :rows) AS n;

VACUUM ANALYZE customers;

CREATE VIEW customers_tenfold AS SELECT customers.* FROM customers, generate_series(1, 10);

DO $$
BEGIN
  EXECUTE (SELECT 'CREATE TABLE wide (' || string_agg('column_' || n || ' int', ', ') || ')'
    FROM generate_series(1, 1600) AS n);
END $$;
INSERT INTO wide (column_1, column_800, column_1600) SELECT n, n, n FROM generate_series(1, 100) AS n;
