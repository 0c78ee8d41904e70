-- in:  moved (party, hs, quarter, grams, records, unweighed), sorted by the first three; the
--      connection keeps rows in their order
-- par: out
-- out: the same on disk
COPY (SELECT party, hs, quarter, grams, records, unweighed FROM moved)
TO $out (FORMAT parquet)
