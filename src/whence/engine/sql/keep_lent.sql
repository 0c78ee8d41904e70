-- in:  lent
-- par: out
-- out: the same on disk, by source and row
COPY (SELECT * FROM lent ORDER BY src, "row") TO $out (FORMAT parquet)
