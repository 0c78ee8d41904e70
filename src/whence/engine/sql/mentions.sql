-- in:  staged, idents(t, code, kind), ordered(t) and able(t) as in records
-- par: out
-- out: one row a distinct mention: h, name, address, country, kind and code of its
--      identifier ('' none)
COPY (
  SELECT mention(name, address, country, code) AS h, name, address, country, kind, code
  FROM (
    SELECT s.seller AS name, s.seller_address AS address, s.seller_country AS country,
      coalesce(i.kind, '') AS kind, coalesce(i.code, '') AS code
      FROM staged s LEFT JOIN idents i ON i.t = s.seller_uscc
      WHERE s.seller <> '' GROUP BY ALL
    UNION ALL SELECT buyer, buyer_address, buyer_country, '', ''
      FROM staged WHERE buyer <> '' GROUP BY ALL
    UNION ALL SELECT maker, maker_address, maker_country, '', ''
      FROM staged WHERE maker <> '' GROUP BY ALL
    UNION ALL SELECT notify, notify_address, '', '', ''
      FROM staged SEMI JOIN ordered o ON o.t = buyer SEMI JOIN able n ON n.t = notify
      GROUP BY ALL
  ) GROUP BY ALL ORDER BY 1
) TO $out (FORMAT parquet)
