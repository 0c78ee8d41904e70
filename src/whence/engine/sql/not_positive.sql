-- in:  weighed (weights that may be none: weight_unit, net, gross, n rows), units(t, grams)
-- par: factors of grams by role; most, the grams that a consignment weighs at most
-- out: n: records with a plain weight of zero, less, or beyond all goods
SELECT coalesce(sum(s.n), 0) FROM weighed s LEFT JOIN units u ON u.t = s.weight_unit
WHERE s.net <= 0 OR s.gross <= 0
  OR s.net * CASE WHEN s.weight_unit <> '' THEN u.grams ELSE $f_net END > $most
  OR s.gross * CASE WHEN s.weight_unit <> '' THEN u.grams ELSE $f_gross END > $most
