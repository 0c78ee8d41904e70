-- in:  placed()
-- par: base, span, until as there; buckets, of buyers; parties, their number; out
-- out: folders bucket=0, 1, ... with the rows that make lanes, and bucket=-1 with the others
COPY (
  SELECT *, CASE WHEN why IS NULL
    THEN CAST(CAST(buyer AS BIGINT) * $buckets // greatest($parties, 1) AS INTEGER)
    ELSE -1 END AS bucket
  FROM placed($base, $span, $until)
) TO $out (FORMAT parquet, PARTITION_BY (bucket))
