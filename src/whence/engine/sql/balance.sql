-- in:  moved_in and moved_out (party, hs, quarter, grams, unweighed) of one bucket of
--      parties; goods(product, hs): what is the product; inputs(product, hs, low, high):
--      what goes into it, thousandths of input for output; any_hs(product, hs, low): a
--      missing code, which may be any input
-- par: quarters, of one period (1, 4 or 40)
-- out: temporary table balance: party, product, period and, summed from the beginning to
--      its end: shipped, bought (of the same product), possible_low, possible_high (what
--      the inputs shown can give), inputs, unweighed, last (whether it is the last period)
CREATE OR REPLACE TEMP TABLE balance AS
WITH moves AS (
  SELECT o.party, g.product, o.quarter, o.grams AS shipped, 0::BIGINT AS bought,
    0::BIGINT AS low, 0::BIGINT AS high, 0::BIGINT AS inputs, o.unweighed
    FROM moved_out o JOIN goods g ON g.hs = o.hs
  UNION ALL
  SELECT i.party, g.product, i.quarter, 0, i.grams, 0, 0, 0, i.unweighed
    FROM moved_in i JOIN goods g ON g.hs = i.hs
  UNION ALL
  SELECT i.party, n.product, i.quarter, 0, 0,
    least(i.grams, 9000000000000000) * 1000 // n.high,
    least(i.grams, 9000000000000000) * 1000 // n.low, i.grams, i.unweighed
    FROM moved_in i JOIN inputs n ON n.hs = i.hs
  UNION ALL
  SELECT i.party, n.product, i.quarter, 0, 0, 0,
    least(i.grams, 9000000000000000) * 1000 // n.low, 0, i.unweighed
    FROM moved_in i JOIN any_hs n ON n.hs = i.hs
), sums AS (
  SELECT party, product, quarter // $quarters AS period,
    CAST(sum(shipped) AS BIGINT) AS shipped, CAST(sum(bought) AS BIGINT) AS bought,
    CAST(sum(low) AS BIGINT) AS low, CAST(sum(high) AS BIGINT) AS high,
    CAST(sum(inputs) AS BIGINT) AS inputs, CAST(sum(unweighed) AS BIGINT) AS unweighed
  FROM moves GROUP BY ALL
), weighed AS (
  SELECT party, product FROM sums GROUP BY ALL
  HAVING sum(shipped) > 0 AND sum(inputs) > 0
)
SELECT s.party, s.product, s.period,
  CAST(sum(s.shipped) OVER w AS BIGINT) AS shipped,
  CAST(sum(s.bought) OVER w AS BIGINT) AS bought,
  CAST(sum(s.low) OVER w AS BIGINT) AS possible_low,
  CAST(sum(s.high) OVER w AS BIGINT) AS possible_high,
  CAST(sum(s.inputs) OVER w AS BIGINT) AS inputs,
  CAST(sum(s.unweighed) OVER w AS BIGINT) AS unweighed,
  lead(s.period) OVER w IS NULL AS last
FROM sums s SEMI JOIN weighed b ON b.party = s.party AND b.product = s.product
WINDOW w AS (PARTITION BY s.party, s.product ORDER BY s.period)
