-- in:  part (hs, code)
-- par: out
-- out: the code of each number; '' is a missing one
COPY (SELECT hs::BIGINT AS hs, code FROM part ORDER BY 1) TO $out (FORMAT parquet)
