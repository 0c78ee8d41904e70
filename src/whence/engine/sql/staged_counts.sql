-- in:  staged
-- out: rows, their last row number
SELECT count(*), coalesce(max("row"), 0) FROM staged
