-- in:  staged
-- out: weight_unit, n: in which units weights are given, and how many
SELECT weight_unit, count(*) AS n FROM staged WHERE weight_unit <> ''
GROUP BY 1 ORDER BY 1
