-- in:  texts
-- out: t, every text of the hs column
SELECT "hs" AS t FROM texts WHERE what = 'hs' AND "hs" <> '' GROUP BY 1 ORDER BY 1
