-- in:  staged
-- out: t, every text of the column of amendments
SELECT amendment AS t FROM staged WHERE amendment <> '' GROUP BY 1 ORDER BY 1
