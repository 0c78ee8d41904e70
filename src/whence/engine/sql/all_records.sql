-- in:  found (records of every source, with the file each stands in), sources(filename,
--      src), lent(src, row, bought)
-- out: view records: the same with src, the number of the source, and bought: the notify
--      party where he stands for a buyer "to order", here or on another telling of the
--      bill, else the consignee
CREATE OR REPLACE TEMP VIEW records AS
SELECT s.src, f.* EXCLUDE (filename),
  CASE WHEN f.notify > 1 THEN f.notify ELSE coalesce(l.bought, f.buyer) END AS bought
FROM found f JOIN sources s ON s.filename = f.filename
LEFT JOIN lent l ON l.src = s.src AND l."row" = f."row"
