DROP SCHEMA seed CASCADE;

CREATE ROLE rowhook_demo LOGIN PASSWORD 'demo' CONNECTION LIMIT 60;

ALTER ROLE rowhook_demo SET default_transaction_read_only = on;

GRANT USAGE ON SCHEMA public, billing TO rowhook_demo;

GRANT SELECT ON ALL TABLES IN SCHEMA public, billing TO rowhook_demo;

REVOKE ALL ON billing.payment_methods FROM rowhook_demo;

ANALYZE;
