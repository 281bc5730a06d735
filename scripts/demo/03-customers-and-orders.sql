-- Orders come first, because a customer's lifetime value is the sum of what was really paid.

CREATE TABLE seed.customers AS
  SELECT
    n AS id,
    coalesce(fixed.locale, seed.pick(n, 1, 10)) AS locale,
    coalesce(fixed.place, seed.pick(n, 2, 4)) AS place,
    timestamptz '2021-02-01 00:00+00' + seed.pick(n, 3, 166000000) * interval '1 second'
      + seed.pick(n, 4, 1000000) * interval '1 microsecond' AS created_at,
    CASE WHEN n <= 10 THEN 1 + n % 4 ELSE greatest(0, seed.pick(n, 5, 6) - 1) END AS orders
  FROM generate_series(1, 50000) AS n
  LEFT JOIN seed.first_customers AS fixed ON fixed.id = n;

ALTER TABLE seed.customers ADD PRIMARY KEY (id);

CREATE TABLE seed.orders AS
  SELECT
    row_number() OVER (ORDER BY customer.id, nth) AS id,
    customer.id AS customer_id,
    customer.locale,
    customer.place,
    customer.created_at + seed.pick(customer.id * 8 + nth, 10, 12000000) * interval '1 second' AS placed_at,
    seed.pick(customer.id * 8 + nth, 11, 20) AS fate
  FROM seed.customers AS customer, generate_series(1, customer.orders) AS nth;

INSERT INTO public.order_items (order_id, line, sku, quantity, unit_price, gift_note)
  SELECT
    orders.id,
    line,
    product.sku,
    1 + seed.pick(orders.id * 4 + line, 21, 3),
    product.price,
    CASE seed.pick(orders.id * 4 + line, 22, 40)
      WHEN 0 THEN 'Happy birthday! 🎂' WHEN 1 THEN E'For the new kitchen,\nlove from all of us' WHEN 2 THEN 'Merci "pour tout" \ à bientôt'
    END
  FROM seed.orders AS orders,
    generate_series(1, 1 + seed.pick(orders.id, 20, 3)) AS line
  JOIN seed.products AS product ON true
  WHERE product.number = seed.pick(orders.id * 4 + line, 23, 20);

INSERT INTO public.orders (id, customer_id, status, placed_at, shipped_at, currency, total, coupon, shipping_address)
  SELECT
    orders.id,
    orders.customer_id,
    (CASE
      WHEN orders.fate < 13 THEN 'delivered' WHEN orders.fate < 15 THEN 'shipped' WHEN orders.fate < 17 THEN 'paid'
      WHEN orders.fate = 17 THEN 'placed' WHEN orders.fate = 18 THEN 'returned' ELSE 'cancelled'
    END)::public.order_status,
    orders.placed_at,
    CASE WHEN orders.fate < 15 OR orders.fate = 18 THEN orders.placed_at + (1 + seed.pick(orders.id, 30, 90)) * interval '1 hour' END,
    place.currency,
    item.total,
    CASE seed.pick(orders.id, 31, 12) WHEN 0 THEN 'WELCOME10' WHEN 1 THEN 'SOUP-20' END,
    CASE WHEN seed.pick(orders.id, 32, 5) > 0 THEN
      jsonb_build_object(
        'street', (1 + seed.pick(orders.id, 33, 180)) || ' ' || place.street, 'city', place.city, 'region', place.region,
        'country', place.country)
    END
  FROM seed.orders AS orders
  JOIN seed.places AS place ON place.locale = orders.locale AND place.number = orders.place
  JOIN (SELECT order_id, sum(amount) AS total FROM public.order_items GROUP BY order_id) AS item ON item.order_id = orders.id
  ORDER BY orders.id;

INSERT INTO public.customers (
    id, first_name, last_name, email, phone, birthday, city, country, is_active, marketing_consent, lifetime_value, churn_score,
    tags, attributes, external_id, created_at, updated_at)
  SELECT
    customer.id,
    name.first,
    name.last,
    coalesce(fixed.email, 'customer' || customer.id || '@example.' || (ARRAY['com', 'org', 'net'])[1 + seed.pick(customer.id, 40, 3)]),
    CASE WHEN seed.pick(customer.id, 41, 4) > 0 THEN
      place.dialling || ' ' || lpad(seed.pick(customer.id, 42, 10000000)::text, 7, '0')
    END,
    CASE WHEN seed.pick(customer.id, 43, 6) > 0 THEN date '1946-01-01' + seed.pick(customer.id, 44, 22000) END,
    CASE WHEN seed.pick(customer.id, 45, 30) > 0 THEN place.city END,
    place.country,
    seed.pick(customer.id, 46, 9) > 0,
    (ARRAY[true, true, false, NULL])[1 + seed.pick(customer.id, 47, 4)],
    coalesce(paid.total, 0),
    CASE WHEN paid.total IS NOT NULL THEN seed.pick(customer.id, 48, 1000000) / 1000000::float8 END,
    array_remove(ARRAY[
      CASE WHEN paid.total > 400 THEN 'vip' END,
      CASE WHEN paid.total IS NULL THEN 'never bought' END,
      CASE seed.pick(customer.id, 49, 6) WHEN 0 THEN 'newsletter' WHEN 1 THEN 'beta' WHEN 2 THEN 'wholesale' END], NULL),
    jsonb_build_object(
      'address', jsonb_build_object(
        'street', (1 + seed.pick(customer.id, 50, 180)) || ' ' || place.street,
        'city', place.city,
        'region', place.region,
        'country', place.country,
        'location', jsonb_build_object(
          'lat', place.latitude + 0.000001 * seed.pick(customer.id, 51, 20000),
          'lon', place.longitude + 0.000001 * seed.pick(customer.id, 52, 20000))),
      'plan', CASE WHEN seed.pick(customer.id, 53, 3) > 0 THEN
        jsonb_build_object('name', (ARRAY['free', 'home', 'family'])[1 + seed.pick(customer.id, 54, 3)], 'seats', 1 + seed.pick(customer.id, 55, 5))
      END,
      'locale', place.language,
      'timezone', place.timezone,
      'preferences', jsonb_build_object(
        'units', CASE WHEN place.country = 'US' THEN 'imperial' ELSE 'metric' END,
        'diets', to_jsonb((ARRAY['vegetarian', 'gluten-free', 'nut-free'])[1:seed.pick(customer.id, 56, 4)])),
      'signup', jsonb_build_object('source', (ARRAY['search', 'friend', 'ad', 'fair'])[1 + seed.pick(customer.id, 57, 4)], 'score', 0.1 * seed.pick(customer.id, 58, 100))),
    seed.uuid(customer.id, 59),
    customer.created_at,
    CASE WHEN seed.pick(customer.id, 60, 5) > 0 THEN customer.created_at + seed.pick(customer.id, 61, 3000000) * interval '1 second' END
  FROM seed.customers AS customer
  JOIN seed.people AS people ON people.locale = customer.locale
  JOIN seed.places AS place ON place.locale = customer.locale AND place.number = customer.place
  LEFT JOIN seed.first_customers AS fixed ON fixed.id = customer.id
  LEFT JOIN (
    SELECT customer_id, sum(total) AS total FROM public.orders WHERE status IN ('paid', 'shipped', 'delivered') GROUP BY customer_id
  ) AS paid ON paid.customer_id = customer.id
  CROSS JOIN LATERAL (
    SELECT
      coalesce(fixed.first_name, people.first_names[1 + seed.pick(customer.id, 62, cardinality(people.first_names))]) AS first,
      CASE WHEN fixed.id IS NOT NULL THEN fixed.last_name
        WHEN seed.pick(customer.id, 63, 200) > 0 THEN people.last_names[1 + seed.pick(customer.id, 64, cardinality(people.last_names))]
      END AS last
  ) AS name
  ORDER BY customer.id;

SELECT setval(pg_get_serial_sequence('public.customers', 'id'), max(id)) FROM public.customers;

SELECT setval(pg_get_serial_sequence('public.orders', 'id'), max(id)) FROM public.orders;
