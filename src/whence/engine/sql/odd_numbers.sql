-- in:  staged
-- out: role, t: the texts of number columns that CAST alone does not read, and for each
--      role one text with a point where such plain ones stand in the column
SELECT role, t FROM (
  SELECT 'weight_net' AS role, weight_net AS t FROM staged
    WHERE weight_net <> '' AND NOT plain(weight_net) GROUP BY 2
  UNION ALL SELECT 'weight_gross', weight_gross FROM staged
    WHERE weight_gross <> '' AND NOT plain(weight_gross) GROUP BY 2
  UNION ALL SELECT 'quantity', quantity FROM staged
    WHERE quantity <> '' AND NOT plain(quantity) GROUP BY 2
  UNION ALL SELECT 'weight_net', min(weight_net) FROM staged
    WHERE regexp_full_match(weight_net, '[0-9]+[.]([0-9]{1,2}|[0-9]{4,15})')
  UNION ALL SELECT 'weight_gross', min(weight_gross) FROM staged
    WHERE regexp_full_match(weight_gross, '[0-9]+[.]([0-9]{1,2}|[0-9]{4,15})')
  UNION ALL SELECT 'quantity', min(quantity) FROM staged
    WHERE regexp_full_match(quantity, '[0-9]+[.]([0-9]{1,2}|[0-9]{4,15})')
) WHERE t IS NOT NULL ORDER BY 1, 2
