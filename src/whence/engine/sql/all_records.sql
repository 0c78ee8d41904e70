-- in:  found (records of every source, with the file each stands in), sources(filename,
--      src)
-- out: view records: the same with src, the number of the source, and bought: the notify
--      party where he stands for a buyer "to order", else the consignee
CREATE OR REPLACE TEMP VIEW records AS
SELECT s.src, f.* EXCLUDE (filename),
  CASE WHEN f.notify = 0 THEN f.buyer ELSE f.notify END AS bought
FROM found f JOIN sources s ON s.filename = f.filename
