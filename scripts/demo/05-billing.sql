INSERT INTO billing.invoices
  SELECT
    9007199254740992 + orders.id,
    'INV-' || to_char(orders.placed_at AT TIME ZONE 'UTC', 'YYYY') || '-' || lpad(orders.id::text, 7, '0'),
    orders.customer_id,
    orders.currency,
    orders.total::money,
    123456789012345678901 + orders.total / 1.19,
    CASE seed.pick(orders.id, 100, 4) WHEN 0 THEN NULL WHEN 1 THEN '{0.1900,0.0700}' WHEN 2 THEN '{0.2000,NULL}' ELSE '{}' END::numeric(5,4)[],
    (orders.placed_at AT TIME ZONE 'UTC')::date,
    date_trunc('day', orders.placed_at, 'UTC') + interval '14 days',
    CASE WHEN orders.status <> 'placed' THEN orders.placed_at AT TIME ZONE 'UTC' + interval '3 days' END,
    time '08:00' + seed.pick(orders.id, 101, 36) * interval '15 minutes',
    CASE seed.pick(orders.id, 102, 3) WHEN 0 THEN interval '14 days' WHEN 1 THEN interval '1 mon -2 days 03:04:05.678' END,
    CASE WHEN seed.pick(orders.id, 103, 4) > 0 THEN tstzrange(orders.placed_at, orders.placed_at + interval '1 mon', '[)') END,
    CASE WHEN orders.shipping_address IS NOT NULL THEN
      ROW(orders.shipping_address ->> 'street', NULL, orders.shipping_address ->> 'city', orders.shipping_address ->> 'country')::billing.postal_address
    END,
    decode(md5(orders.id::text), 'hex'),
    seed.pick(orders.id, 104, 16)::bit(4),
    CASE WHEN seed.pick(orders.id, 105, 6) = 0 THEN cidr '203.0.113.0/24' END,
    CASE seed.pick(orders.id, 106, 50) WHEN 0 THEN E'Paid in two parts.\nSee "Ledger 2026".' WHEN 1 THEN 'Entrée, plat & <dessert>' END
  FROM public.orders AS orders
  WHERE orders.id <= 30000;

INSERT INTO billing.payment_methods
  SELECT id, 'tok_' || md5(id::text) FROM public.customers WHERE id <= 20000;

INSERT INTO billing."Ledger 2026"
  SELECT
    n,
    (ARRAY['1200 Bank', '1400 Forderungen', '8400 Erlöse', '4930 Bürobedarf'])[1 + seed.pick(n, 110, 4)],
    CASE WHEN n % 2 = 0 THEN seed.pick(n, 111, 900000) / 100.0 END,
    CASE WHEN n % 2 = 1 THEN seed.pick(n, 111, 900000) / 100.0 END,
    CASE WHEN seed.pick(n, 112, 3) > 0 THEN 'KST ' || (100 + seed.pick(n, 113, 40)) END,
    CASE WHEN seed.pick(n, 114, 10) > 0 THEN date '2026-01-01' + seed.pick(n, 115, 180) END
  FROM generate_series(1, 400) AS n;
