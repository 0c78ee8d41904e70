-- in:  texts
-- out: t, every text of the two columns of units
SELECT t FROM (
  SELECT weight_unit AS t FROM texts WHERE what = 'weight_unit'
  UNION SELECT unit FROM texts WHERE what = 'weight_unit'
) WHERE t <> '' ORDER BY 1
