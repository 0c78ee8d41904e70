-- in:  staged
-- par: words, a pattern of words that may say "to order"
-- out: t, the distinct consignees that hold one where somebody is to be notified
SELECT buyer AS t FROM staged
WHERE notify <> '' AND regexp_matches(lower(buyer), $words) GROUP BY 1 ORDER BY 1
