-- in:  moved (moved_in or moved_out of every bucket)
-- par: out
-- out: the same, every number 64 bits wide
COPY (
  SELECT party::BIGINT AS party, hs::BIGINT AS hs, quarter::BIGINT AS quarter,
    grams::BIGINT AS grams, records::BIGINT AS records, unweighed::BIGINT AS unweighed
  FROM moved ORDER BY 1, 2, 3
) TO $out (FORMAT parquet)
