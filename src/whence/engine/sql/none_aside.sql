-- par: out
-- out: no record that is not used, as in aside
COPY (
  SELECT 0 AS "row", '' AS reason, '' AS detail WHERE false
) TO $out (FORMAT parquet)
