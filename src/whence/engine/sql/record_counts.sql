-- in:  records (of one source)
-- out: how many bear no weight that can be told; no day
SELECT count(*) FILTER (grams < 0), count(*) FILTER ("day" < 0) FROM records
