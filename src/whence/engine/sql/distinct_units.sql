-- in:  staged
-- out: t, every text of the two columns of units
SELECT t FROM (
  SELECT weight_unit AS t FROM staged GROUP BY 1
  UNION ALL SELECT unit FROM staged GROUP BY 1
) WHERE t <> '' GROUP BY 1 ORDER BY 1
