-- in:  asked(party, product, period), each pair of party and product once; moved_in and
--      moved_out of these parties; goods, inputs, any_hs as in balance; kin(product, hs):
--      what the HS chains let the product be made of; balanced
-- par: quarters, of one period
-- out: of each asked, to the end of its period: party, product; first_in and first_out,
--      the quarter of the first input and of the first goods shipped (-1 none); in_grams,
--      in_records, in_missing: inputs shown, and those of them without a weight; blank:
--      grams taken in without a code; kin, kin_codes: grams under codes that are no
--      input but kin; other, others: grams under other codes, and how many these are;
--      out_records, out_missing: goods shipped; end_low: the sure surplus at the very end
WITH fed AS (
  SELECT product, hs, min(low) AS low FROM inputs GROUP BY ALL
), came AS (
  SELECT a.party, a.product, i.hs, i.quarter, i.grams, i.records, i.unweighed,
    CASE WHEN f.hs IS NOT NULL THEN 'input' WHEN b.hs IS NOT NULL THEN 'blank'
         WHEN g.hs IS NOT NULL THEN 'same' WHEN k.hs IS NOT NULL THEN 'kin'
         ELSE 'other' END AS what
  FROM asked a
  JOIN moved_in i ON i.party = a.party AND i.quarter // $quarters <= a.period
  LEFT JOIN fed f ON f.product = a.product AND f.hs = i.hs
  LEFT JOIN any_hs b ON b.product = a.product AND b.hs = i.hs
  LEFT JOIN goods g ON g.product = a.product AND g.hs = i.hs
  LEFT JOIN kin k ON k.product = a.product AND k.hs = i.hs
), took AS (
  SELECT party, product,
    min(quarter) FILTER (what = 'input') AS first_in,
    sum(grams) FILTER (what = 'input') AS in_grams,
    sum(records) FILTER (what = 'input') AS in_records,
    sum(unweighed) FILTER (what = 'input') AS in_missing,
    sum(grams) FILTER (what = 'blank') AS blank,
    sum(grams) FILTER (what = 'kin') AS kin,
    list_sort(list_distinct(list(hs) FILTER (what = 'kin'))) AS kin_codes,
    sum(grams) FILTER (what = 'other') AS other,
    count(DISTINCT hs) FILTER (what = 'other') AS others
  FROM came GROUP BY ALL
), gave AS (
  SELECT a.party, a.product, min(o.quarter) AS first_out,
    sum(o.records) AS out_records, sum(o.unweighed) AS out_missing
  FROM asked a
  JOIN moved_out o ON o.party = a.party AND o.quarter // $quarters <= a.period
  JOIN goods g ON g.product = a.product AND g.hs = o.hs
  GROUP BY ALL
), ended AS (
  SELECT b.party, b.product, b.surplus_low AS end_low FROM balanced b WHERE b.last
)
SELECT a.party, a.product, coalesce(t.first_in, -1), coalesce(g.first_out, -1),
  CAST(coalesce(t.in_grams, 0) AS BIGINT), CAST(coalesce(t.in_records, 0) AS BIGINT),
  CAST(coalesce(t.in_missing, 0) AS BIGINT), CAST(coalesce(t.blank, 0) AS BIGINT),
  CAST(coalesce(t.kin, 0) AS BIGINT), coalesce(t.kin_codes, []),
  CAST(coalesce(t.other, 0) AS BIGINT), coalesce(t.others, 0),
  CAST(coalesce(g.out_records, 0) AS BIGINT), CAST(coalesce(g.out_missing, 0) AS BIGINT),
  coalesce(e.end_low, 0)
FROM asked a
LEFT JOIN took t ON t.party = a.party AND t.product = a.product
LEFT JOIN gave g ON g.party = a.party AND g.product = a.product
LEFT JOIN ended e ON e.party = a.party AND e.product = a.product
ORDER BY 1, 2
