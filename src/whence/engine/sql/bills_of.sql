-- in:  records, asked(src, row)
-- out: src, row, bill
SELECT r.src, r."row", r.bill FROM records r
SEMI JOIN asked a ON a.src = r.src AND a."row" = r."row" ORDER BY 1, 2
