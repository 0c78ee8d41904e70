-- in:  staged
-- out: role, t: the texts of number columns that are no plain numbers, and for each role
--      one text with a point where such plain ones stand in the column
SELECT role, t FROM (
  SELECT 'weight_net' AS role, weight_net AS t FROM staged
    WHERE weight_net <> '' AND n_weight_net IS NULL GROUP BY 2
  UNION ALL
  SELECT 'weight_gross' AS role, weight_gross AS t FROM staged
    WHERE weight_gross <> '' AND n_weight_gross IS NULL GROUP BY 2
  UNION ALL
  SELECT 'quantity' AS role, quantity AS t FROM staged
    WHERE quantity <> '' AND n_quantity IS NULL GROUP BY 2
  UNION ALL
  SELECT 'weight_net', any_value(t) FROM (SELECT weight_net AS t FROM staged
    WHERE n_weight_net IS NOT NULL AND contains(weight_net, '.') LIMIT 100000)
    WHERE regexp_full_match(t, '[0-9]+[.]([0-9]{1,2}|[0-9]{4,15})')
  UNION ALL
  SELECT 'weight_gross', any_value(t) FROM (SELECT weight_gross AS t FROM staged
    WHERE n_weight_gross IS NOT NULL AND contains(weight_gross, '.') LIMIT 100000)
    WHERE regexp_full_match(t, '[0-9]+[.]([0-9]{1,2}|[0-9]{4,15})')
  UNION ALL
  SELECT 'quantity', any_value(t) FROM (SELECT quantity AS t FROM staged
    WHERE n_quantity IS NOT NULL AND contains(quantity, '.') LIMIT 100000)
    WHERE regexp_full_match(t, '[0-9]+[.]([0-9]{1,2}|[0-9]{4,15})')
) WHERE t IS NOT NULL ORDER BY 1, 2
