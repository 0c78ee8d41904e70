-- in:  staged, units(t, grams)
-- par: factors of grams by role; most, the grams that a consignment weighs at most
-- out: n: records with a plain weight of zero, less, or beyond all goods
SELECT count(*) FROM staged s LEFT JOIN units u ON u.t = s.weight_unit
WHERE s.n_weight_net <= 0 OR s.n_weight_gross <= 0
  OR s.n_weight_net * CASE WHEN s.weight_unit <> '' THEN u.grams ELSE $f_net END > $most
  OR s.n_weight_gross * CASE WHEN s.weight_unit <> '' THEN u.grams ELSE $f_gross END
    > $most
