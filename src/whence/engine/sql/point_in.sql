-- in:  staged
-- par: role, of a number
-- out: t, one text of its column with a point that is plainly decimal; NULL where there is
--      none
SELECT any_value(t) FROM (
  SELECT t FROM (
    SELECT CASE $role WHEN 'weight_net' THEN weight_net
      WHEN 'weight_gross' THEN weight_gross ELSE quantity END AS t,
      CASE $role WHEN 'weight_net' THEN n_weight_net
      WHEN 'weight_gross' THEN n_weight_gross ELSE n_quantity END AS number
    FROM staged)
  WHERE number IS NOT NULL AND contains(t, '.')
    AND NOT regexp_full_match(t, '-?[1-9][0-9]{0,2}[.][0-9]{3}') LIMIT 1)
