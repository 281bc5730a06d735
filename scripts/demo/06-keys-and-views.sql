CREATE UNIQUE INDEX customers_email_key ON public.customers (email);

CREATE INDEX customers_created_at_idx ON public.customers (created_at);

CREATE INDEX orders_customer_id_idx ON public.orders (customer_id);

CREATE INDEX subscriptions_customer_id_idx ON public.subscriptions (customer_id);

CREATE INDEX product_events_customer_id_idx ON public.product_events (customer_id);

CREATE UNIQUE INDEX invoices_number_key ON billing.invoices (number);

ALTER TABLE public.orders ADD FOREIGN KEY (customer_id) REFERENCES public.customers (id);

ALTER TABLE public.order_items
  ADD FOREIGN KEY (order_id) REFERENCES public.orders (id), ADD FOREIGN KEY (sku) REFERENCES public.products (sku);

ALTER TABLE public.subscriptions ADD FOREIGN KEY (customer_id) REFERENCES public.customers (id);

ALTER TABLE public.gift_cards ADD FOREIGN KEY (buyer_id) REFERENCES public.customers (id);

ALTER TABLE billing.invoices ADD FOREIGN KEY (customer_id) REFERENCES public.customers (id);

CREATE VIEW public.customer_metrics AS
  SELECT
    customer.id AS customer_id,
    customer.first_name,
    customer.last_name,
    customer.email,
    bought.orders,
    coalesce(bought.total, 0) AS lifetime_value,
    round(bought.total / nullif(bought.orders, 0), 2) AS average_order_value,
    bought.first_order_at,
    bought.last_order_at,
    customer.churn_score,
    CASE
      WHEN customer.churn_score IS NULL THEN 'unknown'
      WHEN customer.churn_score >= 0.75 THEN 'at risk'
      WHEN customer.churn_score >= 0.4 THEN 'watch'
      ELSE 'loyal'
    END AS segment
  FROM public.customers AS customer
  CROSS JOIN LATERAL (
    SELECT count(*) AS orders, sum(total) AS total, min(placed_at) AS first_order_at, max(placed_at) AS last_order_at
    FROM public.orders
    WHERE orders.customer_id = customer.id AND orders.status IN ('paid', 'shipped', 'delivered')
  ) AS bought;

CREATE MATERIALIZED VIEW public.monthly_revenue AS
  SELECT
    date_trunc('month', placed_at AT TIME ZONE 'UTC')::date AS month,
    currency,
    count(*) AS orders,
    count(DISTINCT customer_id) AS customers,
    sum(total) AS revenue,
    avg(total) AS average_order_value
  FROM public.orders
  WHERE status IN ('paid', 'shipped', 'delivered')
  GROUP BY 1, 2
  ORDER BY 1, 2;

CREATE UNIQUE INDEX monthly_revenue_key ON public.monthly_revenue (month, currency);

COMMENT ON SCHEMA billing IS 'Invoices and the ledger';

COMMENT ON TABLE public.customers IS 'One row for each person with an account';

COMMENT ON COLUMN public.customers.last_name IS 'NULL for people with one name';

COMMENT ON COLUMN public.customers.lifetime_value IS 'Sum of paid orders, in the customer''s currency';

COMMENT ON COLUMN public.customers.churn_score IS 'Chance of not buying again within a year, 0 to 1; NULL before the first order';

COMMENT ON COLUMN public.customers.marketing_consent IS 'NULL: never asked';

COMMENT ON COLUMN public.customers.attributes IS 'Address, plan and preferences as the shop keeps them';

COMMENT ON COLUMN public.customers.external_id IS 'The customer''s id in the CRM';

COMMENT ON TABLE public.orders IS 'Orders of the web shop';

COMMENT ON TABLE public.order_items IS 'What was in each order';

COMMENT ON COLUMN public.order_items.amount IS 'quantity × unit_price';

COMMENT ON TABLE public.products IS 'The catalogue';

COMMENT ON TABLE public.subscriptions IS 'Subscriptions to the recipe planner';

COMMENT ON COLUMN public.subscriptions.period IS 'What is paid for; open while on trial';

COMMENT ON TABLE public.product_events IS 'What people do in the planner, one partition a month';

COMMENT ON COLUMN public.product_events.id IS 'Beyond 2^53: not every JSON reader keeps it as a number';

COMMENT ON TABLE public.gift_cards IS 'Not launched yet';

COMMENT ON VIEW public.customer_metrics IS 'Lifetime value, order history and churn score of each customer';

COMMENT ON MATERIALIZED VIEW public.monthly_revenue IS 'Revenue by month and currency, refreshed at night';

COMMENT ON TABLE billing.invoices IS 'One invoice for each order';

COMMENT ON COLUMN billing.invoices.exact_total IS 'Before rounding, 30 digits';

COMMENT ON TABLE billing.payment_methods IS 'Not readable by the demo role';

COMMENT ON TABLE billing."Ledger 2026" IS 'Imported from the accountant''s spreadsheet, names and all';
