-- in:  records (of one source)
-- out: how many bear no weight that can be told; no day; the same name on both sides
SELECT count(*) FILTER (grams < 0), count(*) FILTER ("day" < 0),
  count(*) FILTER (seller = buyer AND maker IN (0, seller))
FROM records
