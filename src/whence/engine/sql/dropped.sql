-- in:  records, again, again_names
-- par: out
-- out: src, row, why: records that are not counted, because another tells the same
--      goods: an earlier state of an amended bill, the same record again, or a master
--      bill whose house bills are there
COPY (
  WITH ranked AS (
    SELECT a.src, a."row", a.has_bill, a.amended,
      max(a.amended) OVER (PARTITION BY a.told) AS latest,
      row_number() OVER (
        PARTITION BY a.told, a.amended, a.hs, a."day", a.grams, s.name, b.name, a.maker
        ORDER BY a.src, a."row") AS nth
    FROM again a
    LEFT JOIN again_names s ON s.h = a.seller
    LEFT JOIN again_names b ON b.h = a.buyer
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
