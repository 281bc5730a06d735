INSERT INTO public.subscriptions (id, customer_id, plan, status, seats, monthly_price, discount, billing_interval, period, cancelled_at)
  SELECT
    row_number() OVER (ORDER BY customer.id),
    customer.id,
    (ARRAY['free', 'home', 'family'])[1 + drawn.plan],
    drawn.status,
    1 + seed.pick(customer.id, 70, 5),
    (ARRAY[0, 4.90, 8.90])[1 + drawn.plan],
    CASE seed.pick(customer.id, 71, 4) WHEN 0 THEN 0.1 WHEN 1 THEN 0.33333334 END,
    drawn.billing_interval,
    daterange(drawn.begins, CASE WHEN drawn.status <> 'trialing' THEN (drawn.begins + drawn.billing_interval)::date END),
    CASE WHEN drawn.status = 'cancelled' THEN drawn.begins + seed.pick(customer.id, 72, 2000000) * interval '1 second' END
  FROM seed.customers AS customer
  CROSS JOIN LATERAL (
    SELECT
      seed.pick(customer.id, 73, 3) AS plan,
      (ARRAY['active', 'active', 'active', 'trialing', 'past due', 'cancelled'])[1 + seed.pick(customer.id, 74, 6)]::public.subscription_status AS status,
      (ARRAY['1 mon', '3 mons', '1 year', '14 days 12:00:00'])[1 + seed.pick(customer.id, 75, 4)]::interval AS billing_interval,
      date '2025-07-01' + seed.pick(customer.id, 76, 360) AS begins
  ) AS drawn
  WHERE seed.pick(customer.id, 77, 5) < 2;

SELECT setval(pg_get_serial_sequence('public.subscriptions', 'id'), max(id)) FROM public.subscriptions;

-- Event ids begin just past 2^53, where a double can no longer tell one from the next.
INSERT INTO public.product_events (id, occurred_at, customer_id, session_id, name, properties, ip, duration)
  SELECT
    9007199254740992 + n,
    timestamptz '2026-03-01 00:00+00' + n * interval '87.8 seconds',
    CASE WHEN seed.pick(n, 80, 4) > 0 THEN 1 + seed.pick(n, 81, 50000) END,
    seed.uuid(n / 4, 82),
    (ARRAY['page viewed', 'recipe opened', 'timer started', 'list shared', 'checkout begun'])[1 + seed.pick(n, 83, 5)],
    CASE seed.pick(n, 84, 4)
      WHEN 0 THEN jsonb_build_object('path', '/recipes/' || seed.pick(n, 85, 900), 'referrer', NULL)
      WHEN 1 THEN jsonb_build_object('recipe', jsonb_build_object('id', 9007199254740993 + seed.pick(n, 86, 1000), 'servings', 1 + seed.pick(n, 87, 8)))
      WHEN 2 THEN jsonb_build_object('seconds', 0.1 * seed.pick(n, 88, 36000), 'label', 'crème brûlée', 'steps', to_jsonb(ARRAY[seed.pick(n, 89, 9), seed.pick(n, 90, 9)]))
      ELSE '{}'::jsonb
    END,
    CASE seed.pick(n, 91, 5)
      WHEN 0 THEN NULL
      WHEN 1 THEN ('2001:db8::' || to_hex(seed.pick(n, 92, 65535)))::inet
      ELSE inet '198.51.100.0' + seed.pick(n, 93, 256)
    END,
    CASE WHEN seed.pick(n, 94, 3) > 0 THEN seed.pick(n, 95, 7200000) * interval '1 millisecond' END
  FROM generate_series(1, 120000) AS n;
