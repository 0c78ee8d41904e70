-- in:  staged
-- out: t, every text of the date column
SELECT "date" AS t FROM staged WHERE "date" <> '' GROUP BY 1 ORDER BY 1
