-- in:  dropped
-- par: out
-- out: the same on disk, by source and row
COPY (SELECT * FROM dropped ORDER BY src, "row") TO $out (FORMAT parquet)
