-- in:  records
-- out: hs, n: every code of six digits or fewer
SELECT hs, count(*) AS n FROM records GROUP BY 1 ORDER BY 1
