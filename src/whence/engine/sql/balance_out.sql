-- in:  balance
-- par: out
-- out: the same with the surplus: what was shipped beyond what was bought and what the
--      inputs shown can have given, from low to high (may be negative)
COPY (
  SELECT party, product, period, shipped, bought, possible_low, possible_high,
    shipped - bought - possible_high AS surplus_low,
    shipped - bought - possible_low AS surplus_high, inputs, unweighed, last
  FROM balance
) TO $out (FORMAT parquet)
