-- in:  staged
-- out: role, n: plain weights beside which no unit is written
SELECT 'weight_net' AS role, count(*) AS n FROM staged
  WHERE plain(weight_net) AND weight_unit = ''
UNION ALL SELECT 'weight_gross', count(*) FROM staged
  WHERE plain(weight_gross) AND weight_unit = ''
ORDER BY 1
