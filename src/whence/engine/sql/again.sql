-- in:  records, repeats, masters, members(h, party)
-- out: temporary table again: the records of bills that are told more than once
--      (several), that are masters, or that have one, with the parties on them (NULL
--      nobody)
CREATE OR REPLACE TEMP TABLE again AS
WITH asked AS (
  SELECT r.*, t.told IS NOT NULL AS several FROM records r
  LEFT JOIN repeats t ON t.told = r.told
  LEFT JOIN masters m ON m.told = r.told
  LEFT JOIN masters o ON o.told = r.master
  WHERE t.told IS NOT NULL OR m.told IS NOT NULL OR o.told IS NOT NULL
)
SELECT a.src, a."row", a.told, a.several, a.has_bill, a.master, a.amended, a.hs, a."day", a.grams,
  s.party AS seller, b.party AS buyer, k.party AS maker
FROM asked a
LEFT JOIN members s ON s.h = a.seller
LEFT JOIN members b ON b.h = a.bought
LEFT JOIN members k ON k.h = a.maker
