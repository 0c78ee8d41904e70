-- in:  balanced (balance_out of every bucket)
-- par: most
-- out: key, product, period of the largest sure surplus, and its figures; the largest
--      shares of what was shipped first
WITH ranked AS (
  SELECT *, row_number() OVER (
    PARTITION BY key, product ORDER BY surplus_low DESC, period) AS nth
  FROM balanced WHERE surplus_low > 0
)
SELECT key, product, period, shipped, bought, possible_low, possible_high, surplus_low,
  surplus_high, inputs, unweighed
FROM ranked WHERE nth = 1
ORDER BY surplus_low::HUGEINT * 1000000 // shipped DESC, surplus_low DESC, key, product
LIMIT $most
