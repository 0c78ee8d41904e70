-- in:  staged, days(t, day), why(t, reason): texts of days that are none
-- par: out
-- out: one row a record that is not used: row, reason, detail
COPY (
  SELECT s."row",
    CASE WHEN s."date" <> '' AND d.day IS NULL THEN coalesce(w.reason, 'unreadable date')
         ELSE 'missing seller' END AS reason,
    CASE WHEN s."date" <> '' AND d.day IS NULL THEN s."date"
         ELSE 'no seller or maker' END AS detail
  FROM staged s
  LEFT JOIN days d ON d.t = s."date"
  LEFT JOIN why w ON w.t = s."date"
  WHERE (s."date" <> '' AND d.day IS NULL) OR (s.seller = '' AND s.maker = '')
  ORDER BY 1
) TO $out (FORMAT parquet)
