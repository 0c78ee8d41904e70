-- in:  texts
-- out: weight_unit, n: in which units weights are given, and how many
SELECT weight_unit, sum(n)::BIGINT AS n FROM texts
WHERE what = 'weight_unit' AND weight_unit <> '' GROUP BY 1 ORDER BY 1
