-- in:  balanced (balance_out of every bucket), parties
-- par: most
-- out: key, product, period of the largest sure surplus, and its figures; the largest
--      shares of what was shipped first
WITH ranked AS (
  SELECT *, row_number() OVER (
    PARTITION BY party, product ORDER BY surplus_low DESC, period) AS nth
  FROM balanced WHERE surplus_low > 0
)
SELECT p.key, r.product, r.period, r.shipped, r.bought, r.possible_low, r.possible_high,
  r.surplus_low, r.surplus_high, r.inputs, r.unweighed
FROM ranked r JOIN parties p ON p.party = r.party
WHERE r.nth = 1
ORDER BY r.surplus_low::HUGEINT * 1000000 // r.shipped DESC, r.surplus_low DESC, key, product
LIMIT $most
