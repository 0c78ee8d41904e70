-- in:  texts
-- out: t, every text of the amendment column
SELECT "amendment" AS t FROM texts WHERE what = 'amendment' AND "amendment" <> '' GROUP BY 1 ORDER BY 1
