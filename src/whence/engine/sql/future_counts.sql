-- in:  counted
-- par: until, the last day that is believed
-- out: how many bear a later one, and the first of them: its source, row, day
SELECT count(*), min(src), arg_min("row", src::BIGINT << 32 | "row"),
  arg_min("day", src::BIGINT << 32 | "row")
FROM counted WHERE "day" > $until
