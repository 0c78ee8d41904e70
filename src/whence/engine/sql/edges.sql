-- in:  sides()
-- par: base, span, until as there; buckets, of buyers; parties, their number; out
-- out: folders bucket=0, 1, ... with the rows of sides
COPY (
  SELECT *,
    CAST(CAST(buyer AS BIGINT) * $buckets // greatest($parties, 1) AS INTEGER) AS bucket
  FROM sides($base, $span, $until)
) TO $out (FORMAT parquet, PARTITION_BY (bucket))
