-- in:  parties
-- par: out
-- out: party, key, country, role; names stay in the store
COPY (SELECT party::BIGINT AS party, key, country, role FROM parties ORDER BY 1)
TO $out (FORMAT parquet)
