-- in:  exposed
-- par: out
-- out: every ranked row
COPY (
  SELECT rank, key, name,
    country, role, tiers, share_ppm, can_ppm, hidden_ppm,
    unweighed_ppm, via, stands_out, hidden
  FROM exposed ORDER BY rank
) TO $out (FORMAT parquet)
