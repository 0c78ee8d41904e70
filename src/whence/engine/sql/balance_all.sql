-- in:  balanced
-- par: out
-- out: every row, by party, product and period
COPY (SELECT * FROM balanced ORDER BY key, product, period) TO $out (FORMAT parquet)
