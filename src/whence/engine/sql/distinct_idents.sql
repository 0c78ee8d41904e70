-- in:  texts
-- out: t, every text of the column of company codes
SELECT seller_uscc AS t FROM texts WHERE what = 'seller' AND seller_uscc <> ''
GROUP BY 1 ORDER BY 1
