-- Gives every later statement: placed(base, span, until), the counted records as the lanes see
-- them and those that make none, from the first month of the window, base, its number of months,
-- span, and the last day that is believed, until.
-- in:  counted, members(h, party), codes(hs, id)
-- out: one row a record and lane: seller, buyer, hs, undated (at any time: without a day,
--      or after the window or that day), day, grams, src, row, kind (1: named as maker, 2: counts in
--      the intake, 4: the buyer is read from the notify party). A maker who is another than the seller gives a lane of his own;
--      nobody sells to himself. And one row a record that makes no lane, with why it does; NULL elsewhere.
CREATE OR REPLACE TEMP MACRO placed(base, span, until) AS TABLE
WITH told AS (
  SELECT r.src, r."row", r."day", r.grams, c.id AS hs, r.buyer = 0 AS blank,
    s.party AS named, m.party AS maker, b.party AS buyer,
    CASE WHEN r.bought <> r.buyer THEN 4 ELSE 0 END AS notified,
    CASE WHEN r."day" < 0 THEN NULL ELSE
      (year(DATE '1970-01-01' + r."day") - 1970) * 12
      + month(DATE '1970-01-01' + r."day") - 1 - base END AS m
  FROM counted r
  JOIN codes c ON c.hs = r.hs
  LEFT JOIN members b ON b.h = r.bought
  LEFT JOIN members s ON s.h = r.seller
  LEFT JOIN members m ON m.h = r.maker
), known AS (
  SELECT src, "row", "day", grams, hs, buyer, notified, m, named AS seller, maker,
    named IS NOT NULL AND named <> buyer AS sold,
    maker IS NOT NULL AND maker <> buyer AS made,
    CASE
      WHEN buyer IS NULL AND blank THEN 'no consignee'
      WHEN buyer IS NULL
        THEN 'consignee to order, and no notify party who can be the buyer'
      WHEN named IS NULL AND maker IS NULL THEN 'shipper to order, and no maker'
      WHEN (named IS NULL OR named = buyer) AND (maker IS NULL OR maker = buyer)
        THEN 'from a firm to itself'
      WHEN m < 0 THEN 'older than the ten years of lanes' END AS why
  FROM told
), lines AS (
  SELECT src, "row", "day", grams, hs, buyer, seller, m, why,
    2 + notified + CASE WHEN maker IS NOT DISTINCT FROM seller THEN 1 ELSE 0 END AS kind
    FROM known WHERE sold OR why IS NOT NULL
  UNION ALL
  SELECT src, "row", "day", grams, hs, buyer, maker, m, why,
    notified + CASE WHEN sold THEN 1 ELSE 3 END
    FROM known WHERE made AND maker IS DISTINCT FROM seller AND why IS NULL
)
SELECT seller, buyer, CAST(hs AS INTEGER) AS hs,
  m IS NULL OR m >= span OR "day" > until AS undated, "day", grams, src, "row",
  CAST(kind AS TINYINT) AS kind, why
FROM lines
