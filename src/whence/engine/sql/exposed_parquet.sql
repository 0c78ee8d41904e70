-- in:  exposed
-- par: out
-- out: every ranked row
COPY (
  SELECT rank, key, name,
    country, role, tiers, share_ppm, can_ppm, via, counts
  FROM exposed ORDER BY rank
) TO $out (FORMAT parquet)
