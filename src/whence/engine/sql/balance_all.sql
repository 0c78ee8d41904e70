-- in:  balanced (balance_out of every bucket), parties
-- par: out
-- out: every row with its party's key, by key, product and period
COPY (
  SELECT p.key, b.* EXCLUDE (party) FROM balanced b JOIN parties p ON p.party = b.party
  ORDER BY key, product, period
) TO $out (FORMAT parquet)
