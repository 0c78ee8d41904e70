-- in:  texts, idents(t, code, kind), ordered(t) and able(t) as in records
-- par: out
-- out: one row a distinct mention: h, name, address, country, kind and code of its
--      identifier ('' none)
COPY (
  SELECT mention(name, address, country, code) AS h, name, address, country, kind, code
  FROM (
    SELECT s.seller AS name, s.seller_address AS address, s.seller_country AS country,
      coalesce(i.kind, '') AS kind, coalesce(i.code, '') AS code
      FROM texts s LEFT JOIN idents i ON i.t = s.seller_uscc
      WHERE what = 'seller' AND s.seller <> ''
    UNION ALL SELECT buyer, buyer_address, buyer_country, '', ''
      FROM texts WHERE what = 'buyer' AND buyer <> ''
    UNION ALL SELECT maker, maker_address, maker_country, '', ''
      FROM texts WHERE what = 'maker' AND maker <> ''
    UNION ALL SELECT notify, notify_address, '', '', ''
      FROM texts SEMI JOIN ordered o ON o.t = addressed SEMI JOIN able n ON n.t = notify
      WHERE what = 'notify'
  ) GROUP BY ALL ORDER BY 1
) TO $out (FORMAT parquet)
