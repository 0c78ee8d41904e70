-- in:  records, repeats, mentions
-- par: out
-- out: src, row, why: records that are not counted, because another tells the same
--      goods: an earlier state of an amended bill, the same record again, or a master
--      bill whose house bills are there
COPY (
  WITH again AS (
    SELECT r.src, r."row", r.has_bill, r.amended, r.told, r.hs, r."day", r.grams,
      coalesce(s.name, '') AS seller, coalesce(b.name, '') AS buyer, r.maker
    FROM records r
    SEMI JOIN repeats USING (told)
    LEFT JOIN mentions s ON s.h = r.seller
    LEFT JOIN mentions b ON b.h = r.buyer
  ), ranked AS (
    SELECT src, "row", has_bill, amended,
      max(amended) OVER (PARTITION BY told) AS latest,
      row_number() OVER (
        PARTITION BY told, amended, hs, "day", grams, seller, buyer, maker
        ORDER BY src, "row") AS nth
    FROM again
  ), masters AS (
    SELECT master FROM records WHERE master <> 0 GROUP BY 1
  )
  SELECT src, "row", min(why) AS why FROM (
    SELECT src, "row",
      CASE WHEN has_bill AND amended < latest THEN 'amended' ELSE 'told twice' END AS why
    FROM ranked WHERE nth > 1 OR (has_bill AND amended < latest)
    UNION ALL
    SELECT src, "row", 'master bill' FROM records
    WHERE has_bill AND told IN (SELECT master FROM masters)
  ) GROUP BY 1, 2 ORDER BY 1, 2
) TO $out (FORMAT parquet)
