-- in:  mentions
-- par: words, a pattern of words that may say a role, or "to order"
-- out: t, the distinct names that hold one
SELECT name AS t FROM mentions
WHERE regexp_matches(lower(name), $words) GROUP BY 1 ORDER BY 1
