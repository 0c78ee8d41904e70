-- in:  staged
-- out: t, every text of the column of company codes
SELECT seller_uscc AS t FROM staged WHERE seller_uscc <> '' GROUP BY 1 ORDER BY 1
