-- in:  records, told (mentions of every source), wanted(src, row)
-- out: of these records: src, row, day (ISO, '' unknown), seller, buyer and maker each with
--      address and country, code of the seller, notify party who stands for the buyer
--      with address, hs, kg (NULL unknown), bill
WITH m AS (
  SELECT h, any_value(name) AS name, any_value(address) AS address,
    any_value(country) AS country, any_value(code) AS code
  FROM told GROUP BY h
)
SELECT r.src, r."row",
  CASE WHEN r."day" < 0 THEN '' ELSE CAST(DATE '1970-01-01' + r."day" AS VARCHAR) END,
  coalesce(s.name, ''), coalesce(s.address, ''), coalesce(s.country, ''),
  coalesce(s.code, ''),
  coalesce(b.name, ''), coalesce(b.address, ''), coalesce(b.country, ''),
  coalesce(k.name, ''), coalesce(k.address, ''), coalesce(k.country, ''),
  coalesce(n.name, ''), coalesce(n.address, ''),
  r.hs, CASE WHEN r.grams < 0 THEN NULL ELSE r.grams END, r.bill
FROM records r
SEMI JOIN wanted w ON w.src = r.src AND w."row" = r."row"
LEFT JOIN m s ON s.h = r.seller
LEFT JOIN m b ON b.h = r.buyer
LEFT JOIN m k ON k.h = r.maker
LEFT JOIN m n ON n.h = r.notify AND r.notify > 1
ORDER BY 1, 2
