-- in:  part (up, down)
-- par: out
-- out: one row for each code that can go into another, and the other
COPY (SELECT up::BIGINT AS up, down::BIGINT AS down FROM part ORDER BY 1, 2)
TO $out (FORMAT parquet)
