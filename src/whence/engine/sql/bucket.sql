-- in:  edges, those of one bucket
-- out: the rows of the bucket in the order of lanes
SELECT seller, buyer, hs, undated, "day", grams, src, "row", kind
FROM edges ORDER BY buyer, hs, seller, undated, "day", src, "row", kind
