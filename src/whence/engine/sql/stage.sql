-- in:  staged (a projection of one foreign table: row, a text a role, alike)
-- par: out
-- out: the same, on disk
COPY (SELECT * FROM staged) TO $out (FORMAT parquet)
