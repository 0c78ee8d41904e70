-- in:  joined, parties
-- par: out
-- out: one row a mention: party, key, h, name, country, address (or a cell of its country
--      that names a place, where no address is given), writing, why
COPY (
  SELECT p.party, j.key, j.h, j.name, j.land AS country,
    CASE WHEN j.address = '' THEN j.place ELSE j.address END AS address, j.writing, j.why
  FROM joined j JOIN parties p ON p.rep = j.rep ORDER BY 1, 2
) TO $out (FORMAT parquet)
