-- in:  records
-- out: temporary table masters(told): bills that others name as their master, and that
--      are there
CREATE OR REPLACE TEMP TABLE masters AS
SELECT told FROM (SELECT DISTINCT told FROM records WHERE has_bill)
SEMI JOIN (SELECT DISTINCT master FROM records WHERE master <> 0) m ON m.master = told
