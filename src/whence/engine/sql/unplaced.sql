-- in:  counted, members
-- par: base, the first month of the lanes; out
-- out: src, row, why: records that count and make no lane
COPY (
  WITH named AS (
    SELECT r.src, r."row", r.buyer = 0 AS blank, b.party AS buyer,
      CASE WHEN s.party = b.party THEN NULL ELSE s.party END AS seller,
      CASE WHEN m.party = b.party THEN NULL ELSE m.party END AS maker,
      s.party IS NULL AND m.party IS NULL AS nobody,
      r."day" >= 0 AND (year(DATE '1970-01-01' + r."day") - 1970) * 12
        + month(DATE '1970-01-01' + r."day") - 1 < $base AS older
    FROM counted r
    LEFT JOIN members b ON b.h = r.bought
    LEFT JOIN members s ON s.h = r.seller
    LEFT JOIN members m ON m.h = r.maker
  )
  SELECT src, "row", CASE
      WHEN buyer IS NULL AND blank THEN 'no consignee'
      WHEN buyer IS NULL
        THEN 'consignee to order, and no notify party who can be the buyer'
      WHEN nobody THEN 'shipper to order, and no maker'
      WHEN seller IS NULL AND maker IS NULL THEN 'from a firm to itself'
      ELSE 'older than the ten years of lanes' END AS why
  FROM named
  WHERE buyer IS NULL OR (seller IS NULL AND maker IS NULL) OR older
  ORDER BY 1, 2
) TO $out (FORMAT parquet)
