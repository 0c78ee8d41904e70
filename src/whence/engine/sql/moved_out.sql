-- in:  edges, all of them
-- par: base, the first month of the window; low and high, the sellers asked; out
-- out: party, hs, quarter, grams, records, unweighed: what each party sold or is named
--      as the maker of, each record once for it
COPY (
  SELECT seller AS party, hs,
    CAST(((year(DATE '1970-01-01' + "day") - 1970) * 12
      + month(DATE '1970-01-01' + "day") - 1 - $base) // 3 AS INTEGER) AS quarter,
    CAST(sum(greatest(grams, 0)) AS BIGINT) AS grams, count(*) AS records,
    count(*) FILTER (grams < 0) AS unweighed
  FROM edges WHERE NOT undated AND seller >= $low AND seller < $high
  GROUP BY ALL ORDER BY ALL
) TO $out (FORMAT parquet)
