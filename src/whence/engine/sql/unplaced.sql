-- in:  edges, of the records that make no lane
-- par: out
-- out: src, row, why: records that count and make no lane
COPY (SELECT src, "row", why FROM edges ORDER BY 1, 2) TO $out (FORMAT parquet)
