-- in:  part (columns of lanes)
-- par: out
-- out: one row a lane in the order of lanes, every number 64 bits wide
COPY (
  SELECT lane, src::BIGINT AS src, dst::BIGINT AS dst, hs::BIGINT AS hs,
    undated::BIGINT AS undated, m0, m1, grams::BIGINT AS grams, count::BIGINT AS count,
    unweighed::BIGINT AS unweighed
  FROM part ORDER BY lane
) TO $out (FORMAT parquet)
