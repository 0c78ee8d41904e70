-- in:  records, dropped, members
-- par: bill
-- out: src, row, day, hs, seller, maker, buyer (parties), addressed (whether anybody
--      stands as the buyer), grams: of the records that count and bear the number, or are
--      of a house bill under it
SELECT r.src, r."row", r."day", r.hs, s.party AS seller, m.party AS maker,
  b.party AS buyer, r.buyer <> 0 AS addressed, r.grams
FROM records r
ANTI JOIN dropped d ON d.src = r.src AND d."row" = r."row"
LEFT JOIN members s ON s.h = r.seller
LEFT JOIN members m ON m.h = r.maker
LEFT JOIN members b ON b.h = r.bought
WHERE r.bill = $bill OR r.master = hash($bill)
ORDER BY 1, 2
