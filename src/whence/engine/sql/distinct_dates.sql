-- in:  texts
-- out: t, every text of the date column
SELECT "date" AS t FROM texts WHERE what = 'date' AND "date" <> '' GROUP BY 1 ORDER BY 1
