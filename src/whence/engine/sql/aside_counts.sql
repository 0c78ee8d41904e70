-- in:  aside (rows of one source that are not used)
-- out: reason, how many, and the first of them: its row and what it says
SELECT reason, count(*), min("row"), arg_min(detail, "row") FROM aside
GROUP BY 1 ORDER BY 1
