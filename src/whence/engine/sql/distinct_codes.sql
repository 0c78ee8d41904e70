-- in:  staged
-- out: t, every text of the HS column
SELECT hs AS t FROM staged WHERE hs <> '' GROUP BY 1 ORDER BY 1
