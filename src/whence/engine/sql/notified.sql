-- in:  staged, ordered(t): consignees that say "to order"
-- out: t, the distinct notify parties of goods to order
SELECT notify AS t FROM staged SEMI JOIN ordered o ON o.t = buyer
WHERE notify <> '' GROUP BY 1 ORDER BY 1
