-- in:  edges, those of one bucket of buyers
-- par: base, the first month of the window; out
-- out: party, hs, quarter (of the window), grams, records, unweighed: what each party
--      took in, each record once
COPY (
  SELECT buyer AS party, hs,
    CAST(((year(DATE '1970-01-01' + "day") - 1970) * 12
      + month(DATE '1970-01-01' + "day") - 1 - $base) // 3 AS INTEGER) AS quarter,
    CAST(sum(greatest(grams, 0)) AS BIGINT) AS grams, count(*) AS records,
    count(*) FILTER (grams < 0) AS unweighed
  FROM edges WHERE NOT undated AND kind >= 2
  GROUP BY ALL ORDER BY ALL
) TO $out (FORMAT parquet)
