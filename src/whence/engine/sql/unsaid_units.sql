-- in:  texts
-- out: role, n: plain weights beside which no unit is written
SELECT 'weight_net' AS role, coalesce(sum(n), 0)::BIGINT AS n FROM texts
  WHERE what = 'weight_unit' AND net AND weight_unit = ''
UNION ALL SELECT 'weight_gross', coalesce(sum(n), 0)::BIGINT FROM texts
  WHERE what = 'weight_unit' AND gross AND weight_unit = ''
ORDER BY 1
