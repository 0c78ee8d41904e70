-- in:  records
-- out: the latest day any of them bears, -1 without one
SELECT coalesce(max("day"), -1) FROM records
