-- in:  moved_in and moved_out (party, hs, quarter, grams, unweighed) of one bucket of
--      parties; goods(product, hs): what is the product; inputs(product, hs, low, high):
--      what goes into it, thousandths of input for output; any_hs(product, hs, low): a
--      missing code, which may be any input
-- par: quarters, of one period (1, 4 or 40)
-- out: temporary table balance: party, product, period and, summed from the beginning to
--      its end: shipped, bought (of the same product), possible_low, possible_high (what
--      the inputs shown can give), inputs, unweighed, last (whether it is the last period)
CREATE OR REPLACE TEMP TABLE balance AS
WITH made AS (
  SELECT o.party, g.product, o.quarter // $quarters AS period,
    CAST(sum(o.grams) AS BIGINT) AS shipped, CAST(sum(o.unweighed) AS BIGINT) AS unweighed
  FROM moved_out o JOIN goods g ON g.hs = o.hs GROUP BY ALL
), makers AS (
  SELECT party, product FROM made GROUP BY ALL HAVING sum(shipped) > 0
), came AS (
  -- Only what makers took in is looked at: most parties make nothing that is weighed.
  SELECT i.* FROM moved_in i SEMI JOIN makers m ON m.party = i.party
), used AS (
  SELECT i.party, n.product, i.quarter, i.grams, i.unweighed, n.low, n.high, TRUE AS told
    FROM came i JOIN inputs n ON n.hs = i.hs
  UNION ALL
  SELECT i.party, n.product, i.quarter, i.grams, i.unweighed, n.low, NULL, FALSE
    FROM came i JOIN any_hs n ON n.hs = i.hs
), kept AS (
  SELECT u.* FROM used u SEMI JOIN makers m ON m.party = u.party AND m.product = u.product
), weighed AS (
  SELECT party, product FROM kept WHERE told GROUP BY ALL HAVING sum(grams) > 0
), moves AS (
  SELECT party, product, period, shipped, 0::BIGINT AS bought, 0::BIGINT AS low,
    0::BIGINT AS high, 0::BIGINT AS inputs, unweighed FROM made
  UNION ALL
  SELECT i.party, g.product, i.quarter // $quarters, 0, i.grams, 0, 0, 0, i.unweighed
    FROM came i JOIN goods g ON g.hs = i.hs
  UNION ALL
  SELECT party, product, quarter // $quarters, 0, 0,
    if(told, least(grams, 9000000000000000) * 1000 // high, 0),
    least(grams, 9000000000000000) * 1000 // low, if(told, grams, 0), unweighed FROM kept
), sums AS (
  SELECT m.party, m.product, m.period,
    CAST(sum(shipped) AS BIGINT) AS shipped, CAST(sum(bought) AS BIGINT) AS bought,
    CAST(sum(low) AS BIGINT) AS low, CAST(sum(high) AS BIGINT) AS high,
    CAST(sum(inputs) AS BIGINT) AS inputs, CAST(sum(unweighed) AS BIGINT) AS unweighed
  FROM moves m SEMI JOIN weighed b ON b.party = m.party AND b.product = m.product GROUP BY ALL
)
SELECT s.party, s.product, s.period,
  CAST(sum(s.shipped) OVER w AS BIGINT) AS shipped,
  CAST(sum(s.bought) OVER w AS BIGINT) AS bought,
  CAST(sum(s.low) OVER w AS BIGINT) AS possible_low,
  CAST(sum(s.high) OVER w AS BIGINT) AS possible_high,
  CAST(sum(s.inputs) OVER w AS BIGINT) AS inputs,
  CAST(sum(s.unweighed) OVER w AS BIGINT) AS unweighed,
  lead(s.period) OVER w IS NULL AS last
FROM sums s
WINDOW w AS (PARTITION BY s.party, s.product ORDER BY s.period)
