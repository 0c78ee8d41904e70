-- in:  unplaced
-- out: why, how many, and the first of them: its source and row
SELECT why, count(*), min(src), arg_min("row", src::BIGINT << 32 | "row")
FROM unplaced GROUP BY 1 ORDER BY 1
