-- in:  balance, parties
-- par: out
-- out: the same with the party's key, and the surplus: what was shipped beyond what was
--      bought and what the inputs shown can have given, from low to high (may be negative)
COPY (
  SELECT p.key, b.product, b.period, b.shipped, b.bought, b.possible_low, b.possible_high,
    b.shipped - b.bought - b.possible_high AS surplus_low,
    b.shipped - b.bought - b.possible_low AS surplus_high, b.inputs, b.unweighed, b.last
  FROM balance b JOIN parties p ON p.party = b.party ORDER BY 1, 2, 3
) TO $out (FORMAT parquet)
