-- in:  texts
-- out: role, t: the texts of number columns that are no plain numbers
SELECT what AS role, coalesce(weight_net, weight_gross, quantity) AS t FROM texts
WHERE what IN ('weight_net', 'weight_gross', 'quantity')
  AND coalesce(weight_net, weight_gross, quantity) IS NOT NULL
ORDER BY 1, 2
