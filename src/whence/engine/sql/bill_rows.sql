-- in:  records (one source or several), members
-- par: bill
-- out: src, row, day, hs, seller, buyer (parties), grams
SELECT r.src, r."row", r."day", r.hs, s.party AS seller, b.party AS buyer, r.grams
FROM records r LEFT JOIN members s ON s.h = r.seller LEFT JOIN members b ON b.h = r.buyer
WHERE r.bill = $bill ORDER BY 1, 2
