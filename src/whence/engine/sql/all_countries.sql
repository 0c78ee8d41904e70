-- in:  mentions
-- out: t, every text of a country
SELECT country AS t FROM mentions WHERE country <> '' GROUP BY 1 ORDER BY 1
