-- in:  staged
-- out: n: plain weights of zero, less, or beyond all goods
SELECT count(*) FROM staged
WHERE n_weight_net <= 0 OR n_weight_net >= 1e12 OR n_weight_gross <= 0
  OR n_weight_gross >= 1e12
