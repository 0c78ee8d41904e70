-- in:  dropped
-- out: src, why, n
SELECT src, why, count(*) FROM dropped GROUP BY ALL ORDER BY 1, 2
