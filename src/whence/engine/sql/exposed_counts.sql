-- in:  exposed
-- out: how many stand out, and how many would but for who only carries
SELECT count(*) FILTER (stands_out), count(*) FILTER (hidden) FROM exposed
