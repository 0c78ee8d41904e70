-- in:  records, repeats
-- out: temporary table again: the records that are told more than once
CREATE OR REPLACE TEMP TABLE again AS
SELECT r.src, r."row", r.has_bill, r.amended, r.told, r.hs, r."day", r.grams, r.seller,
  r.buyer, r.maker
FROM records r SEMI JOIN repeats USING (told)
