-- in:  texts, ordered(t): consignees that say "to order"
-- out: t, the distinct notify parties of goods to order
SELECT notify AS t FROM texts SEMI JOIN ordered o ON o.t = addressed
WHERE what = 'notify' AND notify <> '' GROUP BY 1 ORDER BY 1
