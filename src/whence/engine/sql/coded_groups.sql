-- in:  grouped
-- out: rep, kind, code: each pair of a group and a code one of its mentions bears
SELECT rep, kind, code FROM grouped WHERE code <> '' GROUP BY ALL ORDER BY 2, 3, 1
