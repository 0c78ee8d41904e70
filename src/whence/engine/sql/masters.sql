-- in:  records
-- out: temporary table masters(told): bills that others name as their master, and that
--      are there
CREATE OR REPLACE TEMP TABLE masters AS
SELECT DISTINCT r.told FROM records r
SEMI JOIN (SELECT DISTINCT master FROM records WHERE master <> 0) m ON m.master = r.told
WHERE r.has_bill
