-- in:  joined, parties
-- par: out
-- out: one row a mention: party, key, h, name, country, address, writing, why
COPY (
  SELECT p.party, j.key, j.h, j.name, j.land AS country, j.address, j.writing, j.why
  FROM joined j JOIN parties p ON p.rep = j.rep ORDER BY 1, 2
) TO $out (FORMAT parquet)
