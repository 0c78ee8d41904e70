-- in:  records, repeats, members(h, party)
-- out: temporary table lending(src, row, bought): records of goods "to order" that name
--      their maker and nobody to be notified, where another telling of the same bill names
--      whom to notify and no maker: the first that agrees in seller, consignee, goods,
--      day and weight
CREATE OR REPLACE TEMP TABLE lending AS
WITH asked AS (
  SELECT r.src, r."row", r.told, r.hs, r."day", r.grams, r.buyer, r.maker, r.notify,
    coalesce(s.party, -1) AS seller
  FROM records r SEMI JOIN repeats t ON t.told = r.told
  LEFT JOIN members s ON s.h = r.seller
  WHERE r.has_bill AND r.buyer <> 0
), lenders AS (
  SELECT told, hs, "day", grams, buyer, seller,
    arg_min(notify, (src, "row")) AS bought
  FROM asked WHERE notify > 1 AND maker = 0 GROUP BY ALL
)
SELECT a.src, a."row", l.bought FROM asked a
JOIN lenders l USING (told, hs, "day", grams, buyer, seller) WHERE a.notify = 0 AND a.maker <> 0
