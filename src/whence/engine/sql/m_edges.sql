-- Gives every later statement: sides(base, span, until), the counted records as the lanes see
-- them, from the first month of the window, base, its number of months, span, and the last
-- day that is believed, until.
-- in:  counted, members(h, party), codes(hs, id)
-- out: one row a record and lane: seller, buyer, hs, undated (at any time: without a day,
--      or after the window or that day), day, grams, src, row, kind (1: named as maker, 2: counts in
--      the intake, 4: the buyer is read from the notify party). A maker who is another than the seller gives a lane of his own;
--      nobody sells to himself; records before the window are left out.
CREATE OR REPLACE TEMP MACRO sides(base, span, until) AS TABLE
WITH named AS (
  SELECT r.src, r."row", r."day", r.grams, c.id AS hs,
    s.party AS seller, b.party AS buyer, m.party AS maker,
    CASE WHEN r.bought <> r.buyer THEN 4 ELSE 0 END AS notified
  FROM counted r
  JOIN codes c ON c.hs = r.hs
  JOIN members b ON b.h = r.bought
  LEFT JOIN members s ON s.h = r.seller
  LEFT JOIN members m ON m.h = r.maker
), lines AS (
  SELECT src, "row", "day", grams, hs, buyer, seller,
    2 + notified + CASE WHEN maker IS NOT DISTINCT FROM seller THEN 1 ELSE 0 END AS kind
    FROM named WHERE seller IS NOT NULL AND seller <> buyer
  UNION ALL
  SELECT src, "row", "day", grams, hs, buyer, maker,
    notified + CASE WHEN seller IS NOT NULL AND seller <> buyer THEN 1 ELSE 3 END
    FROM named WHERE maker IS NOT NULL AND maker <> buyer
      AND maker IS DISTINCT FROM seller
), dated AS (
  SELECT *, CASE WHEN "day" < 0 THEN NULL ELSE
    (year(DATE '1970-01-01' + "day") - 1970) * 12
    + month(DATE '1970-01-01' + "day") - 1 - base END AS m
  FROM lines
)
SELECT seller, buyer, CAST(hs AS INTEGER) AS hs,
  m IS NULL OR m >= span OR "day" > until AS undated, "day", grams, src, "row", CAST(kind AS TINYINT) AS kind
FROM dated WHERE m IS NULL OR m >= 0
