-- in:  staged
-- out: role, n: plain weights beside which no unit is written
SELECT 'weight_net' AS role, count(*) AS n FROM staged
  WHERE n_weight_net IS NOT NULL AND weight_unit = ''
UNION ALL SELECT 'weight_gross', count(*) FROM staged
  WHERE n_weight_gross IS NOT NULL AND weight_unit = ''
ORDER BY 1
