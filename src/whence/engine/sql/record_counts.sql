-- in:  records (of one source)
-- out: how many bear no weight that can be told; no day; a buyer read from the notify party
SELECT count(*) FILTER (grams < 0), count(*) FILTER ("day" < 0),
  count(*) FILTER (notify > 1) FROM records
