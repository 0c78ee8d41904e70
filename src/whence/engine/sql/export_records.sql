-- in:  part (columns of records)
-- par: out
-- out: one row a record and lane; month counts in the window of months
COPY (
  SELECT src::BIGINT AS src, dst::BIGINT AS dst, hs::BIGINT AS hs,
    undated::BIGINT AS undated, month::BIGINT AS month, grams::BIGINT AS grams
  FROM part
) TO $out (FORMAT parquet)
