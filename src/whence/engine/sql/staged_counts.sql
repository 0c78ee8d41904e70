-- in:  texts
-- out: rows
SELECT coalesce(sum(n), 0)::BIGINT FROM texts WHERE what = 'weight_unit'
