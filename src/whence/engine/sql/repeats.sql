-- in:  records
-- out: temporary table repeats(told): bills (or whole rows) told more than once
CREATE OR REPLACE TEMP TABLE repeats AS
SELECT told FROM records GROUP BY told HAVING count(*) > 1
